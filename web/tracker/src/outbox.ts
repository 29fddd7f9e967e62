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

/** 16 random hex digits; they need to differ, not to be secret. */
export const random = (digits = ""): string =>
  digits[15] ? digits : random(digits + ((Math.random() * 16) | 0).toString(16));

/** Text needs no preflight. */
const post = async (body: string, again?: unknown): Promise<void> => {
  busy = 1;
  const answer = await fetch(api, { method: "POST", body, keepalive: true, credentials: "omit" }).catch(
    () => ({}) as Response,
  );
  if (answer.status == 429) pausedUntil = now() + ((answer.headers.get("Retry-After") as never) || 60) * 1000;
  busy = !(answer.status < 500) && !again && setTimeout(post, WAIT_MS, body, 1);
};

/** @param leaving the page is hidden or left: nothing is waited for */
export const flush = (leaving?: unknown): void => {
  if (!leaving && (busy || pausedUntil > now())) timer = setTimeout(flush, WAIT_MS);
  else if (waiting[0])
    void post(
      JSON.stringify({ batch: true, id: random(), siteId: site, domain: settings.domain, events: waiting.splice(0) }),
    );
};

export const send = (event: TrackedEvent, atOnce?: boolean): void => {
  if (
    site &&
    !navigator.webdriver &&
    // A page from the disk has no origin; nor has a sandboxed frame, which the server refuses.
    origin != "null" &&
    !(settings.honorDnt == "true" && (/1|yes/.test(navigator.doNotTrack!) || navigator.globalPrivacyControl)) &&
    (pausedUntil < now() || event.type == "engagement")
  ) {
    waiting = [...waiting, event].slice(-WAITING_EVENTS);
    clearTimeout(timer);
    timer = setTimeout(flush, atOnce || waiting[BATCH_EVENTS - 1] ? 0 : WAIT_MS);
  }
};
