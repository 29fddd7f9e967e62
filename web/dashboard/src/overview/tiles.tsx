import type { Stats, Summary } from "../api/contract.ts";
import type { Metric } from "../address.ts";
import { count, decimal, duration, known, percent } from "../format.ts";
import { SUM_HINT, TileFrame } from "./tile-frame.tsx";

type Numbers = Pick<Stats, "summary" | "comparison">;

interface Tile {
  label: string;
  /** The value, or nothing where there were no visits to speak of. */
  text: (summary: Summary) => string;
  value: (summary: Summary) => number;
  /** How a rise and a fall are called, and which of them is good. */
  words: [rise: string, fall: string];
  good: "rise" | "fall";
  metric?: Metric;
  hint?: string;
}

const viewsPerSession = ({ pageviews, sessions }: Summary): number => (sessions ? pageviews / sessions : 0);

const TILES: Tile[] = [
  {
    label: "Visitors",
    text: ({ uniqueVisitors }) => count(uniqueVisitors),
    value: ({ uniqueVisitors }) => uniqueVisitors,
    words: ["more", "fewer"],
    good: "rise",
    metric: "visitors",
    hint: SUM_HINT,
  },
  {
    label: "Sessions",
    text: ({ sessions }) => count(sessions),
    value: ({ sessions }) => sessions,
    words: ["more", "fewer"],
    good: "rise",
  },
  {
    label: "Pageviews",
    text: ({ pageviews }) => count(pageviews),
    value: ({ pageviews }) => pageviews,
    words: ["more", "fewer"],
    good: "rise",
    metric: "pageviews",
  },
  {
    label: "Views per session",
    text: (summary) => known(decimal(viewsPerSession(summary)), summary.sessions),
    value: viewsPerSession,
    words: ["more", "fewer"],
    good: "rise",
  },
  {
    label: "Bounce rate",
    text: ({ bounceRate, sessions }) => known(percent(bounceRate), sessions),
    value: ({ bounceRate }) => bounceRate,
    words: ["higher", "lower"],
    good: "fall",
  },
  {
    label: "Session duration",
    text: ({ avgSessionDuration, sessions }) => known(duration(avgSessionDuration), sessions),
    value: ({ avgSessionDuration }) => avgSessionDuration,
    words: ["longer", "shorter"],
    good: "rise",
  },
];

interface TilesProps {
  stats: Numbers | undefined;
  metric: Metric;
  onMetric: (metric: Metric) => void;
}

export function Tiles({ stats, metric, onMetric }: TilesProps) {
  return (
    <section class="sheet tiles" aria-label="Numbers">
      {TILES.map((tile) => (
        <TileFrame key={tile.label} tile={tile} chosen={tile.metric === metric} onMetric={onMetric}>
          <span class="tile-label">
            {tile.label}
            {tile.hint && <span class="unseen"> ({tile.hint})</span>}
          </span>
          <span class="tile-value">{stats ? tile.text(stats.summary) : "–"}</span>
          <Change tile={tile} stats={stats} />
        </TileFrame>
      ))}
    </section>
  );
}

function Change({ tile, stats }: { tile: Tile; stats: Numbers | undefined }) {
  if (!stats?.comparison) return <span class="change">{"\u00a0"}</span>;
  const before = stats.comparison.summary;
  const old = tile.value(before);
  if (old === 0 || stats.summary.sessions === 0) return <span class="change">before: {tile.text(before)}</span>;
  const change = ((tile.value(stats.summary) - old) / old) * 100;
  if (Math.abs(change) < 0.5) return <span class="change">as before</span>;
  const rise = change > 0;
  return (
    <span class="change" title={`Before: ${tile.text(before)}`}>
      <span class={rise === (tile.good === "rise") ? "good" : "bad"}>
        <Arrow up={rise} /> {percent(Math.abs(change))} {tile.words[rise ? 0 : 1]}
      </span>
    </span>
  );
}

function Arrow({ up }: { up: boolean }) {
  return (
    <svg class="arrow" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path d={up ? "M5 9V1.5M1.5 5L5 1.5 8.5 5" : "M5 1v7.5M1.5 5L5 8.5 8.5 5"} />
    </svg>
  );
}
