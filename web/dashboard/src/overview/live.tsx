import type { ReadonlySignal } from "@preact/signals";
import { clock, count } from "../format.ts";
import type { LiveNow } from "./live-feed.ts";

/** From then on what is shown is no longer this moment (design, section 8). */
const STALE_MS = 120_000;

/** How many are there now; and when nothing is pushed, that it is asked for, or how old it is. */
export function Live({ now }: { now: ReadonlySignal<LiveNow> }) {
  const { value, asOf, polled, failed } = now.value;
  const active = value?.activeVisitors;
  const stale = failed && asOf !== undefined && Date.now() - asOf.getTime() > STALE_MS;
  return (
    <span class="live" data-active={active && !stale ? "" : undefined} title="Visitors active in the last 5 minutes">
      <span class="live-dot" aria-hidden="true" />
      <span class="live-count">{active === undefined ? "–" : count(active)}</span>
      {stale ? ` as of ${clock(asOf)}, reconnecting` : polled ? " now, every 15 s" : " now"}
    </span>
  );
}
