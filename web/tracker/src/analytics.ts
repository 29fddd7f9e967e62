/**
 * The script that sites embed. It reports pageviews, engagement and events, keeps nothing in the browser, asks for
 * nothing that tells one browser from another, and never disturbs the page: the contract is tracker.md.
 */
import { settings } from "./settings.ts";
import { flush, now, random, send, type TrackedEvent } from "./outbox.ts";

const DOUBLE_MS = 1000;

const session = "sess_" + random();
const auto = settings.autoTrack != "false";

let path: string | undefined;
let pageId: string;
let pageviewAt: number;
/** Pageviews and events of this page load; one alone is a bounce. */
let actions = 0;
let visibleMs: number;
let visibleSince: number;

/** No call throws into the page, whatever its arguments, and none returns anything. */
const guarded =
  <A extends unknown[]>(action: (...args: A) => unknown) =>
  (...args: A): void => {
    try {
      action(...args);
    } catch {}
  };

const on = (type: string, listener: (event: Event) => unknown): void => addEventListener(type, guarded(listener), true);

const report = (type: TrackedEvent["type"], fields: object, atOnce?: boolean): void =>
  send({ path: path || location.pathname, type, sessionId: session, pageId, ...fields }, atOnce);

const engage = (): unknown =>
  path &&
  report("engagement", {
    timeOnPage: ((visibleMs + (document.hidden ? 0 : now() - visibleSince)) / 1000) | 0,
    isBounce: actions < 2,
  });

const pageview = (to: unknown = location.pathname): void => {
  if (to != path || now() - pageviewAt > DOUBLE_MS) {
    engage();
    path = to as string;
    pageviewAt = visibleSince = now();
    pageId = random();
    visibleMs = 0;
    const utm: Record<string, string> = {};
    new URLSearchParams(location.search).forEach((value, name) => /^utm_/.test(name) && (utm[name.slice(4)] = value));
    report(
      "pageview",
      { referrer: actions ? "" : document.referrer, utm, screen: screen.width + "x" + screen.height },
      !actions++,
    );
  }
};

if (!window.ZTA) {
  const queue = window.zta?.q || [];
  const zta: Zta =
    (window.zta =
    window.ZTA =
      guarded((command, ...rest) => zta[command as "track"]!(...(rest as [unknown]))));
  zta.event = zta.track = guarded((action, { category = "custom", label, properties, revenue, value, amount } = {}) => {
    if ((action as string) > "") {
      actions++;
      // What is no number becomes null in JSON, which the server takes for absent.
      report("event", { category, action, label, properties, revenue, value: parseFloat((value ?? amount) as string) });
    }
  });
  zta.pageview = zta.trackPageview = guarded(pageview);

  // The browser's own notice of push, replace and traversal: nothing of the page's History object is touched.
  if (auto && settings.spa != "false")
    window.navigation?.addEventListener(
      "currententrychange",
      guarded(() => location.pathname != path && pageview()),
    );
  const start = (): void => {
    if (auto) pageview();
    for (const call of queue.splice(0)) zta(...call);
  };
  on("visibilitychange", () => {
    if (document.hidden) {
      visibleMs += now() - visibleSince;
      engage();
      flush(true);
    } else visibleSince = now();
  });
  on("pageshow", (event) => (event as PageTransitionEvent).persisted && start());
  if (document.prerendering) on("prerenderingchange", start);
  else start();
}
