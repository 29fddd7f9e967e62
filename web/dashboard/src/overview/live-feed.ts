import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { followRealtime, readRealtime } from "../api/client.ts";
import type { Realtime } from "../api/contract.ts";
import { Failure } from "../api/failure.ts";

/** What is known of this moment on a site, and how. */
export interface LiveNow {
  value?: Realtime;
  /** When it was last heard that this holds. */
  asOf?: Date;
  /** Asked for again and again, because nothing is pushed. */
  polled: boolean;
  /** The last question had no answer. */
  failed: boolean;
}

/** Design, section 6. */
const POLL_MS = 15_000;
const POLLS_BEFORE_STREAM = 4;

/** A stream begins with an event; from a proxy that keeps it back nothing comes. */
const FIRST_MS = 10_000;

/** The server sends something every 15 seconds at least. */
const SILENCE_MS = 40_000;

type Tell = (change: Partial<LiveNow>) => void;

/**
 * Follows what is pushed about a site while the page is visible, and asks instead while nothing comes (design, "Live").
 * A signal, so that an event draws only what shows it.
 */
export function useLive(site: string): ReadonlySignal<LiveNow> {
  const now = useSignal<LiveNow>({ polled: false, failed: false });

  useEffect(() => {
    let abort = new AbortController();
    const begin = (): void => {
      abort.abort();
      abort = new AbortController();
      if (!document.hidden) void follow(site, (change) => (now.value = { ...now.peek(), ...change }), abort.signal);
    };
    now.value = { polled: false, failed: false };
    begin();
    document.addEventListener("visibilitychange", begin);
    return () => {
      document.removeEventListener("visibilitychange", begin);
      abort.abort();
    };
  }, [site]);

  return now;
}

async function follow(site: string, tell: Tell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const came = await stream(site, tell, signal);
    for (let left = came ? 1 : POLLS_BEFORE_STREAM; left > 0 && !signal.aborted; left--) {
      await poll(site, tell, signal);
      await pause(POLL_MS, signal);
    }
  }
}

/** Until the stream ends or falls silent; says whether anything came. */
async function stream(site: string, tell: Tell, signal: AbortSignal): Promise<boolean> {
  const own = new AbortController();
  const end = (): void => own.abort();
  signal.addEventListener("abort", end);
  let came = false;
  let silence = setTimeout(end, FIRST_MS);
  const heard = (value: Realtime | undefined): void => {
    came = true;
    clearTimeout(silence);
    silence = setTimeout(end, SILENCE_MS);
    tell({ ...(value && { value }), asOf: new Date(), polled: false, failed: false });
  };
  try {
    await followRealtime(site, heard, own.signal);
  } catch (error) {
    if (!own.signal.aborted && !(error instanceof Failure)) throw error;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", end);
  }
  return came;
}

async function poll(site: string, tell: Tell, signal: AbortSignal): Promise<void> {
  try {
    tell({ value: await readRealtime(site, signal), asOf: new Date(), polled: true, failed: false });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Failure)) throw error;
    tell({ polled: true, failed: true });
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    signal.addEventListener("abort", go);
  });
