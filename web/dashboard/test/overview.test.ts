import { expect, test } from "vitest";
import type { Stats } from "../src/api/contract.ts";
import { bucketsOf } from "../src/overview/buckets.ts";
import { movedCursor } from "../src/overview/cursor.ts";
import { completed } from "../src/overview/rows.ts";

const stats = (more: Partial<Stats>): Stats => ({
  summary: { pageviews: 0, uniqueVisitors: 0, sessions: 0, bounceRate: 0, avgSessionDuration: 0, avgTimeOnPage: 0 },
  timeseries: [],
  topPages: [],
  topReferrers: [],
  devices: { desktop: 0, mobile: 0, tablet: 0 },
  browsers: [],
  countries: [],
  trafficSources: { direct: 0, organic: 0, referral: 0, social: 0, paid: 0 },
  operatingSystems: [],
  regions: [],
  entryPages: [],
  exitPages: [],
  campaigns: [],
  range: { start: "2026-01-13T23:00:00.000Z", end: "2026-01-15T23:00:00.000Z", timezone: "Europe/Amsterdam" },
  ...more,
});

const days = [
  { date: "2026-01-14", pageviews: 470, uniqueVisitors: 205 },
  { date: "2026-01-15", pageviews: 470, uniqueVisitors: 197 },
];

test("a range of whole days has no unfinished bucket", () => {
  expect(bucketsOf(stats({ timeseries: days }), "visitors").map(({ partial }) => partial)).toEqual([false, false]);
});

test("a range that ends now leaves its last day unfinished", () => {
  const range = { start: "2026-01-13T23:00:00.000Z", end: "2026-01-15T10:00:00.000Z", timezone: "Europe/Amsterdam" };
  expect(bucketsOf(stats({ timeseries: days, range }), "visitors").map(({ partial }) => partial)).toEqual([
    false,
    true,
  ]);
});

test("hours that the range cuts at either end are unfinished, and are named in the site's zone", () => {
  const hourly = ["09:20", "10:00", "11:00"].map((hour) => ({
    hour: `2026-01-15T${hour}:00.000Z`,
    pageviews: 2,
    uniqueVisitors: 1,
  }));
  const range = { start: "2026-01-15T09:20:00.000Z", end: "2026-01-15T11:20:00.000Z", timezone: "Asia/Kathmandu" };
  const buckets = bucketsOf(stats({ hourly, range }), "pageviews");
  expect(buckets.map(({ partial }) => partial)).toEqual([true, false, true]);
  expect(buckets[0]!.label).toBe("15:05");
  expect(buckets[0]!.value).toBe(2);
});

test("a full list ends with the row of all others, so that its rows add up to the whole", () => {
  const rows = Array.from({ length: 9 }, (_, index) => ({ label: `/${index}`, amount: 10 - index }));
  const shown = completed(rows, 100);
  expect(shown).toHaveLength(9);
  expect(shown.reduce((sum, { amount }) => sum + amount, 0)).toBe(100);
  expect(shown.at(-1)).toEqual({ label: "All others", amount: 100 - 52, rest: true });
});

test("a list that holds everything stays as it is", () => {
  const rows = [{ label: "/", amount: 3 }];
  expect(completed(rows, 3)).toEqual(rows);
});

test("the chart's cursor moves by keys and stays inside", () => {
  expect(movedCursor("ArrowLeft", 0, 30)).toBe(0);
  expect(movedCursor("ArrowRight", 3, 30)).toBe(4);
  expect(movedCursor("PageUp", 20, 30)).toBe(13);
  expect(movedCursor("PageDown", 28, 30)).toBe(29);
  expect(movedCursor("Home", 20, 30)).toBe(0);
  expect(movedCursor("End", 2, 30)).toBe(29);
  expect(movedCursor("x", 2, 30)).toBeUndefined();
});
