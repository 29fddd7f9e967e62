import { expect, test } from "vitest";
import { formatView, METRICS, type PanelName, parseView, periodOf, RANGES, TABS, type View } from "../src/address.ts";

/** A small generator of repeatable choices, so that a failure can be run again. */
function choices(seed: number): <T>(from: readonly T[]) => T {
  let state = seed;
  return (from) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return from[Math.floor((state / 2 ** 31) * from.length)]!;
  };
}

test("a thousand views read back from their own address", () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const pick = choices(seed);
    const view: View = {
      range: pick([...RANGES.map(({ id }) => id), "2026-10-01..2026-10-31", "2026-10-01..2026-10-01"]),
      metric: pick(METRICS),
      tabs: Object.fromEntries(
        (Object.keys(TABS) as PanelName[]).map((panel) => [panel, pick<string>(TABS[panel])]),
      ) as View["tabs"],
      ignored: [],
    };
    expect(parseView(formatView(view)), `seed ${seed}`).toEqual(view);
  }
});

test("the default view has an address without a query", () => {
  expect(formatView(parseView(""))).toBe("");
});

test("what the address says wrongly is ignored and named", () => {
  const view = parseView("?range=31d&metric=bounces&tab.pages=entry&colour=red&range=2026-02-02..2026-02-01");
  expect(view.range).toBe("30d");
  expect(view.metric).toBe("visitors");
  expect(view.tabs.pages).toBe("entry");
  expect(view.ignored).toEqual(["range=31d", "metric=bounces", "colour=red", "range=2026-02-02..2026-02-01"]);
});

test("a range of the API goes out as period, an own one as dates", () => {
  expect(periodOf("90d")).toEqual({ period: "90d" });
  expect(periodOf("2026-10-01..2026-10-31")).toEqual({ startDate: "2026-10-01", endDate: "2026-10-31" });
});
