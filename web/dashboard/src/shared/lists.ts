import type { PublicStats } from "../api/contract.ts";
import type { Row } from "../overview/rows.ts";

/** A list of a public page, and how it is read from the answer. */
export interface SharedList {
  title: string;
  unit: string;
  rows: (stats: PublicStats) => Row[];
  /** What the rows are parts of, where the answer tells. */
  total?: (stats: PublicStats) => number;
  /** Has three rows at most. */
  few?: boolean;
}

const KINDS: Record<string, string> = { desktop: "Desktop", mobile: "Mobile", tablet: "Tablet" };

const visitors = ({ uniqueVisitors }: PublicStats): number => uniqueVisitors;

export const SHARED_LISTS: SharedList[] = [
  {
    title: "Top pages",
    unit: "Pageviews",
    rows: ({ pages }) => pages.map(({ path, pageviews }) => ({ label: path, amount: pageviews })),
    total: ({ pageviews }) => pageviews,
  },
  {
    title: "Sources",
    unit: "Sessions",
    rows: ({ referrers }) =>
      referrers.map(({ source, visits }) => ({ label: source === "direct" ? "Direct" : source, amount: visits })),
  },
  {
    title: "Countries",
    unit: "Visitors",
    rows: ({ countries }) => countries.map(({ name, count }) => ({ label: name, amount: count })),
    total: visitors,
  },
  {
    title: "Browsers",
    unit: "Visitors",
    rows: ({ browsers }) => browsers.map(({ name, count }) => ({ label: name, amount: count })),
    total: visitors,
  },
  {
    title: "Devices",
    unit: "Visitors",
    rows: ({ devices }) => devices.map(({ type, count }) => ({ label: KINDS[type] ?? type, amount: count })),
    total: visitors,
    few: true,
  },
];
