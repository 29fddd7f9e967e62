import type { Stats, Summary } from "../api/contract.ts";
import type { PanelName } from "../address.ts";
import type { PanelId } from "./report.ts";
import type { Row } from "./rows.ts";

/** A list that a panel can show, and how it is read from the answer. */
export interface List {
  tab: string;
  title: string;
  unit: string;
  /** The part of the report that it shows. */
  of: PanelId;
  /** Nothing where that part is not there. */
  rows: (stats: Partial<Stats>) => Row[] | undefined;
  /** What the rows are parts of, known once the numbers are; per cent lists are of 100. */
  total: (summary: Summary | undefined) => number | undefined;
  /** Rows in per cent have no number of their own. */
  percentOnly?: boolean;
}

/** How the rows of a list are read from one part of the report. */
const from = <Part extends PanelId>(
  of: Part,
  rows: (part: NonNullable<Stats[Part]>) => Row[],
): Pick<List, "of" | "rows"> => ({
  of,
  rows: (stats) => {
    const part = stats[of];
    return part === undefined ? undefined : rows(part);
  },
});

const CHANNELS: Record<keyof Stats["trafficSources"], string> = {
  direct: "Direct",
  organic: "Search engines",
  referral: "Other sites",
  social: "Social networks",
  paid: "Paid",
};

const KINDS: Record<keyof Stats["devices"], string> = { desktop: "Desktop", mobile: "Mobile", tablet: "Tablet" };

const sessions = (summary: Summary | undefined): number | undefined => summary?.sessions;
const hundred = (): number => 100;

/** Per cent by key, largest first; without data there is no row. */
const shares = <K extends string>(values: Record<K, number>, names: Record<K, string>): Row[] =>
  (Object.keys(names) as K[])
    .map((key) => ({ label: names[key], amount: values[key] }))
    .filter(({ amount }) => amount > 0)
    .sort((one, other) => other.amount - one.amount);

export const LISTS: Record<PanelName, List[]> = {
  sources: [
    {
      tab: "sources",
      title: "Sources",
      unit: "Sessions",
      ...from("topReferrers", (rows) =>
        rows.map(({ domain, visits }) => ({
          label: domain === "(direct)" ? "Direct" : domain,
          amount: visits,
        })),
      ),
      total: sessions,
    },
    {
      tab: "channels",
      title: "Channels",
      unit: "Sessions",
      ...from("trafficSources", (parts) => shares(parts, CHANNELS)),
      total: hundred,
      percentOnly: true,
    },
    {
      tab: "campaigns",
      title: "Campaigns",
      unit: "Sessions",
      ...from("campaigns", (rows) =>
        rows.map(({ source, medium, campaign, visits }) => ({
          label: [campaign, source, medium].filter(Boolean).join(" · "),
          amount: visits,
        })),
      ),
      total: sessions,
    },
  ],
  pages: [
    {
      tab: "top",
      title: "Top pages",
      unit: "Pageviews",
      ...from("topPages", (rows) => rows.map(({ path, pageviews }) => ({ label: path, amount: pageviews }))),
      total: (summary) => summary?.pageviews,
    },
    {
      tab: "entry",
      title: "Entry pages",
      unit: "Sessions",
      ...from("entryPages", (rows) => rows.map(({ path, visits }) => ({ label: path, amount: visits }))),
      total: sessions,
    },
    {
      tab: "exit",
      title: "Exit pages",
      unit: "Sessions",
      ...from("exitPages", (rows) => rows.map(({ path, visits }) => ({ label: path, amount: visits }))),
      total: sessions,
    },
  ],
  places: [
    {
      tab: "countries",
      title: "Countries",
      unit: "Sessions",
      ...from("countries", (rows) => rows.map(({ name, visits }) => ({ label: name, amount: visits }))),
      total: sessions,
    },
    {
      tab: "regions",
      title: "Regions",
      unit: "Sessions",
      ...from("regions", (rows) =>
        rows.map(({ country, name, visits }) => ({ label: `${name}, ${country}`, amount: visits })),
      ),
      total: sessions,
    },
  ],
  devices: [
    {
      tab: "kind",
      title: "Devices",
      unit: "Visitors",
      ...from("devices", (parts) => shares(parts, KINDS)),
      total: hundred,
      percentOnly: true,
    },
    {
      tab: "browser",
      title: "Browsers",
      unit: "Visitors",
      ...from("browsers", (rows) => rows.map(({ name, percentage }) => ({ label: name, amount: percentage }))),
      total: hundred,
      percentOnly: true,
    },
    {
      tab: "system",
      title: "Systems",
      unit: "Visitors",
      ...from("operatingSystems", (rows) => rows.map(({ name, percentage }) => ({ label: name, amount: percentage }))),
      total: hundred,
      percentOnly: true,
    },
  ],
};
