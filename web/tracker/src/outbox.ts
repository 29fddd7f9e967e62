import { api, settings, site } from "./settings.ts";

/** Events wait here in memory and leave as one batch (tracker.md, "Sending"). */

export interface TrackedEvent {
  type: "pageview" | "event" | "engagement" | "heartbeat";
  path: string;
  [field: string]: unknown;
}

const BATCH_EVENTS = 10;
const WAITING_EVENTS = 50;
const WAIT_MS = 5000;

let waiting: TrackedEvent[] = [];
let timer: ReturnType<typeof setTimeout>;
let busy: unknown;
let pausedUntil = 0;

export const now = Date.now;

/** 16 random hex digits, each the first behind the point; they need to differ, not to be secret. */
export const random = (digits = ""): string => (digits[15] ? digits : random(digits + Math.random().toString(16)[2]));

/** Text needs no preflight. */
const post = async (body: string, again?: unknown): Promise<void> => {
  busy = 1;
  // A network failure has no status, like no answer.
  const answer = await fetch(api, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(
    (error) => error as Response,
  );
  if (answer.status == 429) pausedUntil = now() + ((answer.headers.get("Retry-After") as never) || 60) * 1000;
  busy = !(answer.status < 500) && !again && setTimeout(post, WAIT_MS, body, 1);
};

/** @param leaving the page is hidden or left: nothing is waited for */
export const flush = (leaving?: unknown): void => {
  if (!leaving && (pausedUntil > now() || busy)) timer = setTimeout(flush, WAIT_MS);
  else if (waiting[0])
    void post(
      JSON.stringify({ batch: true, id: random(), siteId: site, domain: settings.domain, events: waiting.splice(0) }),
    );
};

export const send = (event: TrackedEvent, atOnce?: boolean): void => {
  if (
    (pausedUntil < now() || event.type == "engagement") &&
    !(settings.honorDnt == "true" && (/1|yes/.test(navigator.doNotTrack!) || navigator.globalPrivacyControl)) &&
    // A page from the disk has no origin; nor has a sandboxed frame, which the server refuses.
    origin != "null" &&
    !navigator.webdriver &&
    site
  ) {
    clearTimeout(timer);
    waiting = [...waiting, event].slice(-WAITING_EVENTS);
    timer = setTimeout(flush, atOnce || waiting[BATCH_EVENTS - 1] ? 0 : WAIT_MS);
  }
};
