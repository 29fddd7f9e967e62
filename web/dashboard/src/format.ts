/** Numbers and times as the dashboard writes them. */

const LOCALE = "en-GB";
const NOTHING = "–";
const UTC = "UTC";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });

export const count = (value: number): string => whole.format(value);

export const decimal = (value: number): string => oneDecimal.format(value);

/** For axes: 1.2k. */
export const short = (value: number): string => compact.format(value).replace("K", "k");

/** Whole per cent, `<1 %` for what is small but there. */
export const percent = (value: number): string =>
  value > 0 && value < 0.5 ? "<1\u00a0%" : `${whole.format(value)}\u00a0%`;

export const share = (part: number, total: number): string => (total > 0 ? percent((part / total) * 100) : NOTHING);

/** `2 m 22 s`; of an hour and more, hours and minutes. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds}\u00a0s`;
  if (minutes < 60) return `${minutes}\u00a0m ${seconds % 60}\u00a0s`;
  return `${Math.floor(minutes / 60)}\u00a0h ${minutes % 60}\u00a0m`;
}

/** A value that means nothing without visits. */
export const known = (text: string, visits: number): string => (visits > 0 ? text : NOTHING);

/** A site-local date comes as text and is never moved between zones. */
const dateOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: UTC });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short", timeZone: UTC });

export const dayLabel = (date: string): string => day.format(dateOf(date));

export const longDayLabel = (date: string): string => weekday.format(dateOf(date)).replace(",", "");

export const isWeekend = (date: string): boolean => [0, 6].includes(dateOf(date).getUTCDay());

export const hourLabel = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(instant));

export const longHourLabel = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALE, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(new Date(instant));

/** The site-local date of an instant, `yyyy-mm-dd`. */
export const dateIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).format(instant);

/** Time of day on the reader's own clock. */
export const clock = (instant: Date): string =>
  new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" }).format(instant);

const dayAndClock = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** A day and a time on the reader's own clock. */
export const moment = (instant: Date): string => dayAndClock.format(instant);

const AGES: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago, in words. */
export function ago(instant: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - instant.getTime()) / 1000));
  const [unit, length] = AGES.find(([, size]) => seconds >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(-Math.floor(seconds / length), unit);
}
