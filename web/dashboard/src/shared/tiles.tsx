import type { PublicStats } from "../api/contract.ts";
import type { Metric } from "../address.ts";
import { count, duration, known, percent } from "../format.ts";
import { SUM_HINT, TileFrame } from "../overview/tile-frame.tsx";

interface SharedTile {
  label: string;
  text: (stats: PublicStats) => string;
  metric?: Metric;
  hint?: string;
}

const TILES: SharedTile[] = [
  {
    label: "Visitors",
    text: ({ uniqueVisitors }) => count(uniqueVisitors),
    metric: "visitors",
    hint: SUM_HINT,
  },
  { label: "Pageviews", text: ({ pageviews }) => count(pageviews), metric: "pageviews" },
  { label: "Bounce rate", text: ({ bounceRate, uniqueVisitors }) => known(percent(bounceRate), uniqueVisitors) },
  {
    label: "Session duration",
    text: ({ avgSessionDuration, uniqueVisitors }) => known(duration(Math.round(avgSessionDuration)), uniqueVisitors),
  },
];

interface TilesProps {
  stats: PublicStats | undefined;
  metric: Metric;
  onMetric: (metric: Metric) => void;
}

export function SharedTiles({ stats, metric, onMetric }: TilesProps) {
  return (
    <section class="sheet tiles four" aria-label="Numbers">
      {TILES.map((tile) => (
        <TileFrame key={tile.label} tile={tile} chosen={tile.metric === metric} onMetric={onMetric}>
          <span class="tile-label">
            {tile.label}
            {tile.hint && <span class="unseen"> ({tile.hint})</span>}
          </span>
          <span class="tile-value">{stats ? tile.text(stats) : "–"}</span>
        </TileFrame>
      ))}
    </section>
  );
}
