import { max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { count, short } from "../format.ts";
import type { Bucket } from "./buckets.ts";

const HEIGHT = 248;
const LEFT = 44;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;
const GRID_LINES = 4;
const LABEL_WIDTH = 84;

interface PlotProps {
  buckets: Bucket[];
  name: string;
  width: number;
  cursor: number | undefined;
  onCursor: (at: number | undefined) => void;
}

/** The drawing: counts from zero, a line with a light fill, dashes where a bucket is not whole. */
export function Plot({ buckets, name, width, cursor, onCursor }: PlotProps) {
  const last = Math.max(1, buckets.length - 1);
  const x = scaleLinear([0, last], [LEFT, width - RIGHT]);
  const y = scaleLinear(
    [0, Math.max(GRID_LINES, max(buckets, ({ value }) => value) ?? 0)],
    [HEIGHT - BOTTOM, TOP],
  ).nice(GRID_LINES);
  const points = buckets.map(({ value }, index): [number, number] => [x(index), y(value)]);
  const { from, to } = wholePart(buckets);
  const whole = points.slice(from, to + 1);

  const follow = (event: PointerEvent): void => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    const index = Math.round(x.invert(event.clientX - left));
    onCursor(buckets.length ? Math.max(0, Math.min(buckets.length - 1, index)) : undefined);
  };

  return (
    <>
      <svg
        class="plot"
        width={width}
        height={HEIGHT}
        aria-hidden="true"
        onPointerMove={follow}
        onPointerLeave={() => onCursor(undefined)}
      >
        {buckets.map(({ weekend }, index) => {
          const start = Math.max(LEFT, x(index - 0.5));
          const width = Math.min(x(last), x(index + 0.5)) - start;
          return (
            weekend && (
              <rect key={index} class="weekend" x={start} y={TOP} width={width} height={HEIGHT - TOP - BOTTOM} />
            )
          );
        })}
        {y
          .ticks(GRID_LINES)
          .filter(Number.isInteger)
          .map((tick) => (
            <g key={tick} transform={`translate(0,${y(tick)})`}>
              <path class={tick ? "grid" : "grid base"} d={`M${LEFT} 0H${width - RIGHT}`} />
              <text class="axis" x={LEFT - 8} dy="0.32em" text-anchor="end">
                {short(tick)}
              </text>
            </g>
          ))}
        {labelled(buckets.length, width).map((index) => (
          <text key={index} class="axis" x={x(index)} y={HEIGHT - 8} text-anchor={anchor(index, buckets.length)}>
            {buckets[index]!.label}
          </text>
        ))}
        <path class="fill" d={area().y0(y(0))(whole) ?? ""} />
        <path class="line" d={line()(whole) ?? ""} />
        <path class="line partial" d={line()(points.slice(0, from + 1)) ?? ""} />
        <path class="line partial" d={line()(points.slice(to)) ?? ""} />
        {points.length === 1 && <circle class="dot" cx={points[0]![0]} cy={points[0]![1]} r="4" />}
        {cursor !== undefined && points[cursor] && (
          <g class="cursor">
            <path d={`M${points[cursor][0]} ${TOP}V${HEIGHT - BOTTOM}`} />
            <circle class="dot" cx={points[cursor][0]} cy={points[cursor][1]} r="4" />
          </g>
        )}
      </svg>
      {cursor !== undefined && points[cursor] && (
        <Tip bucket={buckets[cursor]!} name={name} x={points[cursor][0]} width={width} />
      )}
    </>
  );
}

interface TipProps {
  bucket: Bucket;
  name: string;
  x: number;
  width: number;
}

function Tip({ bucket, name, x, width }: TipProps) {
  const side = x > width / 2 ? { right: `${width - x + 12}px` } : { left: `${x + 12}px` };
  return (
    <div class="tip" style={side} aria-hidden="true">
      <span>{bucket.longLabel}</span>
      <strong>{count(bucket.value)}</strong> {name.toLowerCase()}
      {bucket.partial && <span class="tip-note">not complete</span>}
    </div>
  );
}

/** First and last point of the run of whole buckets; the rest is dashed. */
function wholePart(buckets: Bucket[]): { from: number; to: number } {
  const from = Math.max(
    0,
    buckets.findIndex(({ partial }) => !partial),
  );
  const to = buckets.findLastIndex(({ partial }) => !partial);
  return { from, to: Math.max(from, to) };
}

/** Which buckets get a label, so that none touches the next. */
function labelled(length: number, width: number): number[] {
  const step = Math.max(1, Math.ceil((length * LABEL_WIDTH) / Math.max(LABEL_WIDTH, width - LEFT - RIGHT)));
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
}

function anchor(index: number, length: number): "start" | "middle" | "end" {
  if (length > 1 && index === length - 1) return "end";
  return "middle";
}
