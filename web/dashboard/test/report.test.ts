import { describe, expect, test } from "vitest";
import { eachLine } from "../src/api/lines.ts";
import type { PanelLine, Summary } from "../src/api/contract.ts";
import { begun, ended, have, show, taken } from "../src/overview/report.ts";

const AS_OF = "2026-02-03T10:00:00.000Z";

const summary = (sessions: number): Summary => ({
  pageviews: sessions * 2,
  uniqueVisitors: sessions,
  sessions,
  bounceRate: 0,
  avgSessionDuration: 0,
  avgTimeOnPage: 0,
});

const line = (panel: PanelLine["panel"], data: unknown): PanelLine => ({ panel, asOf: AS_OF, data }) as PanelLine;

const range = { start: "2026-02-01T00:00:00.000Z", end: "2026-02-03T10:00:00.000Z", timezone: "UTC" };

const numbers = (sessions: number): PanelLine[] => [
  line("summary", summary(sessions)),
  line("timeseries", []),
  line("range", range),
  line("comparison", { summary: summary(1), change: {}, range }),
];

/** A report whose every panel has come. */
const whole = (key: string, sessions: number) => {
  const rows = ["topReferrers", "browsers", "countries", "operatingSystems", "regions", "entryPages", "exitPages"];
  const lists = [...rows, "campaigns", "topPages"].map((panel) => line(panel as PanelLine["panel"], []));
  const shares = [
    line("devices", { desktop: 100, mobile: 0, tablet: 0 }),
    line("trafficSources", { direct: 100, organic: 0, referral: 0, social: 0, paid: 0 }),
  ];
  return ended(taken(begun(key), [...numbers(sessions), ...shares, ...lists]));
};

describe("a report that comes panel by panel", () => {
  test("shows its numbers all at once, and lists as they come", () => {
    const some = taken(begun("30d"), [line("summary", summary(5)), line("timeseries", [])]);
    expect(show({}, some)).toEqual({});
    const all = taken(some, [line("range", range), line("comparison", { summary: summary(1), change: {}, range })]);
    expect(Object.keys(show({}, all)).sort()).toEqual(["comparison", "range", "summary", "timeseries"]);
    expect(show({}, all).topPages).toBeUndefined();
    expect(show({}, taken(all, [line("topPages", [])])).topPages).toBeDefined();
  });

  test("leaves what was shown until the new is there, with the totals it belongs to", () => {
    const old = show({}, whole("30d", 100));
    const now = show(old, taken(begun("7d"), numbers(7)));
    expect(have(now.summary, "summary")!.summary.sessions).toBe(7);
    expect(have(now.topReferrers, "topReferrers", "summary")!.summary.sessions).toBe(100);
    const later = show(now, taken(taken(begun("7d"), numbers(7)), [line("topReferrers", [])]));
    expect(have(later.topReferrers, "topReferrers", "summary")!.summary.sessions).toBe(7);
  });

  test("says of each panel what failed, and shows nothing there of another question", () => {
    const failed = taken(begun("7d"), [...numbers(7), { panel: "topPages", error: "Service temporarily unavailable" }]);
    expect(failed.errors).toEqual({ topPages: "Service temporarily unavailable" });
    expect(show(show({}, whole("30d", 100)), failed).topPages).toBeUndefined();
    expect(show(show({}, whole("7d", 6)), failed).topPages).toBeDefined();
    expect(show(show({}, whole("30d", 100)), failed).countries).toBeDefined();
  });

  test("that breaks off names what did not come", () => {
    const broken = ended(taken(begun("7d"), numbers(7)));
    expect(Object.keys(broken.errors)).toContain("topPages");
    expect(Object.keys(broken.errors)).not.toContain("hourly");
    expect(whole("7d", 7).errors).toEqual({});
  });
});

test("lines are told apart wherever the network cuts them", async () => {
  const bytes = new TextEncoder().encode('{"panel":"Größe"}\n{"panel":"b"}\n\nend');
  for (let size = 1; size < bytes.length; size++) {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.slice(at, at + size));
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const next = chunks.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    const lines: string[] = [];
    await eachLine(body, (some) => lines.push(...some));
    expect(lines).toEqual(['{"panel":"Größe"}', '{"panel":"b"}', "", "end"]);
  }
});
