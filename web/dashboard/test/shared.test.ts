import { expect, test } from "vitest";
import { dailyBuckets, dailySpan } from "../src/overview/buckets.ts";
import { completed } from "../src/overview/rows.ts";
import { headerValue, sourceOf } from "../src/shared/numbers.ts";
import { changedAddress, parseSharedView } from "../src/shared/view.ts";

test("an address is of a link or of a public site", () => {
  expect(sourceOf("/shared/share_0a")).toEqual({ token: "share_0a" });
  expect(sourceOf("/public/site_1")).toEqual({ siteId: "site_1" });
});

test("a password goes out as it is, or encoded where headers can't hold it", () => {
  expect(headerValue("sea otters 100%")).toBe("sea otters 100%");
  expect(headerValue("Fischötter")).toBe("UTF-8''Fisch%C3%B6tter");
  expect(headerValue(" otters ")).toBe("UTF-8''%20otters%20");
});

test("another period keeps the frame and the theme", () => {
  expect(changedAddress("/public/site_1?embed=1&period=7d&theme=dark", { period: "30d" })).toBe(
    "/public/site_1?embed=1&period=30d&theme=dark",
  );
  expect(changedAddress("/public/site_1?period=7d", { period: undefined })).toBe("/public/site_1");
});

test("an address says everything of the view", () => {
  expect(parseSharedView({ embed: "1", period: "30d", metric: "pageviews" })).toEqual({
    embedded: true,
    period: "30d",
    metric: "pageviews",
  });
  expect(parseSharedView({ embed: "yes" })).toEqual({ embedded: false, period: undefined, metric: "visitors" });
});

const daily = [
  { date: "2026-01-14", pageviews: 470, uniqueVisitors: 205 },
  { date: "2026-01-15", pageviews: 471, uniqueVisitors: 197 },
];

test("today is unfinished, and with 24 hours yesterday is cut, too", () => {
  expect(dailyBuckets(daily, "visitors", false).map(({ partial }) => partial)).toEqual([false, true]);
  expect(dailyBuckets(daily, "pageviews", true).map(({ partial, value }) => [partial, value])).toEqual([
    [true, 470],
    [true, 471],
  ]);
  expect(dailySpan(daily).replaceAll("\u00a0", " ")).toBe("14 Jan to 15 Jan, 2 days");
});

test("ten rows of the server are all shown, and then all others", () => {
  const rows = Array.from({ length: 10 }, (_, index) => ({ label: `/${index}`, amount: 10 }));
  const shown = completed(rows, 130, 11, rows.length);
  expect(shown).toHaveLength(11);
  expect(shown.at(-1)).toEqual({ label: "All others", amount: 30, rest: true });
});
