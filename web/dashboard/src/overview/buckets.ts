import type { Stats } from "../api/contract.ts";
import type { Metric } from "../address.ts";
import { dateIn, dayLabel, hourLabel, isWeekend, longDayLabel, longHourLabel } from "../format.ts";

/** One point of the chart: a site-local day or a clock hour. */
export interface Bucket {
  label: string;
  longLabel: string;
  value: number;
  /** Not the whole day or hour: it still runs, or the range cuts it. */
  partial: boolean;
  weekend: boolean;
}

/** What the chart is made of. */
export type OverTime = Pick<Stats, "timeseries" | "range" | "hourly" | "comparison">;

type DayCount = Stats["timeseries"][number];

const HOUR_MS = 3_600_000;

const valueOf = (row: { pageviews: number; uniqueVisitors: number }, metric: Metric): number =>
  metric === "visitors" ? row.uniqueVisitors : row.pageviews;

/** The server decides where days and hours begin; here they only get their names. */
export function bucketsOf(stats: OverTime, metric: Metric): Bucket[] {
  const { end, timezone } = stats.range;
  const { hourly } = stats;
  if (hourly)
    return hourly.map((row, index) => ({
      label: hourLabel(row.hour, timezone),
      longLabel: longHourLabel(row.hour, timezone),
      value: valueOf(row, metric),
      // The first and the last hour begin and end where the range does.
      partial: Date.parse(hourly[index + 1]?.hour ?? end) - Date.parse(row.hour) < HOUR_MS,
      weekend: false,
    }));
  // A range that is cut to now ends within the last day; one of whole days ends where the next day begins.
  const last = dateIn(new Date(end), timezone);
  return stats.timeseries.map((row) => dayBucket(row, metric, row.date === last));
}

const dayBucket = (row: DayCount, metric: Metric, partial: boolean): Bucket => ({
  label: dayLabel(row.date),
  longLabel: longDayLabel(row.date),
  value: valueOf(row, metric),
  partial,
  weekend: isWeekend(row.date),
});

/**
 * The days up to now of a public page.
 *
 * @param cut whether the first day is not whole either, because the range begins within it
 */
export const dailyBuckets = (daily: DayCount[], metric: Metric, cut: boolean): Bucket[] =>
  daily.map((row, index) => dayBucket(row, metric, index === daily.length - 1 || (cut && index === 0)));

const NAMES: Record<Metric, string> = { visitors: "Visitors", pageviews: "Pageviews" };

export const metricName = (metric: Metric): string => NAMES[metric];

/** The days or hours a range covers, in words: `26 Oct to 22 Nov, 28 days`. */
export function spanInWords(stats: OverTime): string {
  const { timeseries, hourly, range } = stats;
  if (hourly) return `${longHourLabel(range.start, range.timezone)} to ${longHourLabel(range.end, range.timezone)}`;
  return dailySpan(timeseries);
}

/** From the first to the last day. */
export function dailySpan(daily: { date: string }[]): string {
  const first = daily[0];
  const last = daily.at(-1);
  if (!first || !last) return "";
  return `${dayLabel(first.date)} to ${dayLabel(last.date)}, ${daily.length}\u00a0days`;
}

/** What the changes are measured against, in words. */
export function comparedWith({ comparison, hourly }: OverTime): string {
  if (!comparison) return "";
  const { start, end, timezone } = comparison.range;
  // The end is not part of the range.
  const last = new Date(Date.parse(end) - 1);
  if (hourly) return `compared with ${longHourLabel(start, timezone)} to ${longHourLabel(end, timezone)}`;
  return `compared with ${dayLabel(dateIn(new Date(start), timezone))} to ${dayLabel(dateIn(last, timezone))}`;
}
