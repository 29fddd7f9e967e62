import { readRealtime } from "../api/client.ts";
import { useAnswer } from "../answer.ts";
import { count } from "../format.ts";

/** Every 10 s is 360 calls an hour, well below what an account may ask. */
const POLL_MS = 10_000;

export function Live({ site }: { site: string }) {
  const now = useAnswer(site, `${site} live`, (signal) => readRealtime(site, signal), POLL_MS);
  const active = now.value?.activeVisitors;
  return (
    <span class="live" data-active={active ? "" : undefined} title="Visitors active in the last 5 minutes">
      <span class="live-dot" aria-hidden="true" />
      <span class="live-count">{active === undefined || now.failure ? "–" : count(active)}</span> now
    </span>
  );
}
