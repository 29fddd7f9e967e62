import { expect, test } from "vitest";
import { ago, count, dateIn, dayLabel, duration, isWeekend, known, percent, share, short } from "../src/format.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test("counts are grouped, short ones are rounded", () => {
  expect(count(12_340)).toBe("12,340");
  expect(short(1234)).toBe("1.2k");
});

test("shares are whole per cent, small ones are not called zero, and nothing of nothing is unknown", () => {
  expect(plain(percent(38.7))).toBe("39 %");
  expect(plain(percent(0.2))).toBe("<1 %");
  expect(plain(percent(0))).toBe("0 %");
  expect(share(1, 0)).toBe("–");
});

test("durations name their two largest units", () => {
  expect(plain(duration(0))).toBe("0 s");
  expect(plain(duration(142))).toBe("2 m 22 s");
  expect(plain(duration(7260))).toBe("2 h 1 m");
});

test("a rate without visits is unknown, not zero", () => {
  expect(known("0 %", 0)).toBe("–");
  expect(known("0 %", 3)).toBe("0 %");
});

test("a site's date stays what the server called it, in every zone of the reader", () => {
  expect(dayLabel("2026-11-01")).toBe("1 Nov");
  expect(isWeekend("2026-11-01")).toBe(true);
});

test("today is the site's own day", () => {
  const instant = new Date("2026-11-01T10:30:00Z");
  expect(dateIn(instant, "Pacific/Kiritimati")).toBe("2026-11-02");
  expect(dateIn(instant, "Pacific/Pago_Pago")).toBe("2026-10-31");
});

test("ages are said in words", () => {
  const now = new Date("2026-11-01T10:30:00Z");
  expect(ago(new Date("2026-11-01T10:27:00Z"), now)).toBe("3 minutes ago");
  expect(ago(new Date("2026-10-31T09:00:00Z"), now)).toBe("yesterday");
  expect(ago(new Date("2026-11-01T10:30:05Z"), now)).toBe("now");
});
