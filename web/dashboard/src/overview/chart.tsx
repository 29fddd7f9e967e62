import { useEffect, useRef, useState } from "preact/hooks";
import { clock, count } from "../format.ts";
import { type Bucket, metricName } from "./buckets.ts";
import { movedCursor } from "./cursor.ts";
import { Plot } from "./plot.tsx";

/** Over several days a sum of what each day had, which has to be said. */
const SUMMED = metricName("visitors");

/** What is drawn, with the words around it. */
export interface Series {
  buckets: Bucket[];
  span: string;
  compared?: string;
  timezone: string;
}

interface ChartProps {
  name: string;
  /** Nothing until the answer is there. */
  series: Series | undefined;
  asOf: Date | undefined;
  loading: boolean;
}

/** The chosen number over time: a picture with a cursor, and the same as a table. */
export function Chart({ name, series, asOf, loading }: ChartProps) {
  const [table, setTable] = useState(false);
  const buckets = series?.buckets ?? [];
  return (
    <section class="sheet chart" aria-labelledby="chart-title" aria-busy={loading}>
      <div class="panel-head">
        <h2 id="chart-title">{name}</h2>
        <p class="span">
          {series?.span} <span class="compared">{series?.compared}</span>
        </p>
        {asOf && <span class="as-of">as of {clock(asOf)}</span>}
        <button type="button" class="small" aria-pressed={table} onClick={() => setTable(!table)}>
          Table
        </button>
      </div>
      {table ? <BucketTable buckets={buckets} name={name} /> : <Picture buckets={buckets} name={name} />}
      <p class="zone">
        {series ? `Time zone ${series.timezone.replaceAll("_", " ")}` : "\u00a0"}
        {name === SUMMED && buckets.length > 1 && <span>Visitors are the sum of each day’s visitors</span>}
        {buckets.at(-1)?.partial && (
          <span class="key">
            <svg width="24" height="8" aria-hidden="true">
              <path class="line partial" d="M0 4H24" />
            </svg>
            not complete yet
          </span>
        )}
      </p>
    </section>
  );
}

function BucketTable({ buckets, name }: { buckets: Bucket[]; name: string }) {
  return (
    <div class="chart-body table-scroll" tabIndex={0} role="region" aria-label={`${name} as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">{name}</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket) => (
            <tr key={bucket.longLabel}>
              <th scope="row">
                {bucket.longLabel}
                {bucket.partial && " (not complete)"}
              </th>
              <td>{count(bucket.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Picture({ buckets, name }: { buckets: Bucket[]; name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [cursor, setCursor] = useState<number>();

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);

  const at = cursor === undefined ? undefined : Math.min(cursor, buckets.length - 1);
  const spoken = buckets[at ?? buckets.length - 1];

  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setCursor(undefined);
    const to = movedCursor(event.key, at ?? buckets.length - 1, buckets.length);
    if (to === undefined) return;
    event.preventDefault();
    setCursor(to);
  };

  return (
    <div
      ref={box}
      class="chart-body"
      role="slider"
      tabIndex={0}
      aria-label={sentence(buckets, name)}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, buckets.length)}
      aria-valuenow={(at ?? buckets.length - 1) + 1}
      aria-valuetext={spoken && `${spoken.longLabel}: ${count(spoken.value)} ${name.toLowerCase()}`}
      onKeyDown={press}
      onBlur={() => setCursor(undefined)}
    >
      {width > 0 && <Plot buckets={buckets} name={name} width={width} cursor={at} onCursor={setCursor} />}
    </div>
  );
}

/** The picture in one sentence. */
function sentence(buckets: Bucket[], name: string): string {
  if (buckets.length === 0) return name;
  const sorted = buckets.toSorted((one, other) => other.value - one.value);
  const highest = sorted[0]!;
  const lowest = sorted.at(-1)!;
  return (
    `${name}, ${buckets[0]!.longLabel} to ${buckets.at(-1)!.longLabel}. ` +
    `Highest ${highest.longLabel}: ${count(highest.value)}; lowest ${lowest.longLabel}: ${count(lowest.value)}.`
  );
}
