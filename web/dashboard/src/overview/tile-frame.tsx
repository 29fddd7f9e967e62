import type { ComponentChildren } from "preact";
import type { Metric } from "../address.ts";

/** What visitors of several days are. */
export const SUM_HINT = "Over several days: the sum of each day's visitors. Nobody is recognised the next day.";

interface FrameProps {
  /** Which line of the chart it stands for, if any. */
  tile: { metric?: Metric; hint?: string };
  chosen: boolean;
  onMetric: (metric: Metric) => void;
  children: ComponentChildren;
}

/** A number that the chart can draw is a toggle button. */
export function TileFrame({ tile: { metric, hint }, chosen, onMetric, children }: FrameProps) {
  if (!metric) return <div class="tile">{children}</div>;
  return (
    <button type="button" class="tile" aria-pressed={chosen} title={hint} onClick={() => onMetric(metric)}>
      {children}
    </button>
  );
}
