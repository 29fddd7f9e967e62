import type { Stats } from "../api/contract.ts";
import type { PanelName } from "../address.ts";
import type { Row } from "./rows.ts";

/** A list that a panel can show, and how it is read from the answer. */
export interface List {
  tab: string;
  title: string;
  unit: string;
  rows: (stats: Stats) => Row[];
  /** What the rows are parts of; per cent lists are of 100. */
  total: (stats: Stats) => number;
  /** Rows in per cent have no number of their own. */
  percentOnly?: boolean;
}

const CHANNELS: Record<keyof Stats["trafficSources"], string> = {
  direct: "Direct",
  organic: "Search engines",
  referral: "Other sites",
  social: "Social networks",
  paid: "Paid",
};

const KINDS: Record<keyof Stats["devices"], string> = { desktop: "Desktop", mobile: "Mobile", tablet: "Tablet" };

const sessions = ({ summary }: Stats): number => summary.sessions;
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
      rows: ({ topReferrers }) =>
        topReferrers.map(({ domain, visits }) => ({
          label: domain === "(direct)" ? "Direct" : domain,
          amount: visits,
        })),
      total: sessions,
    },
    {
      tab: "channels",
      title: "Channels",
      unit: "Sessions",
      rows: ({ trafficSources }) => shares(trafficSources, CHANNELS),
      total: hundred,
      percentOnly: true,
    },
    {
      tab: "campaigns",
      title: "Campaigns",
      unit: "Sessions",
      rows: ({ campaigns }) =>
        campaigns.map(({ source, medium, campaign, visits }) => ({
          label: [campaign, source, medium].filter(Boolean).join(" · "),
          amount: visits,
        })),
      total: sessions,
    },
  ],
  pages: [
    {
      tab: "top",
      title: "Top pages",
      unit: "Pageviews",
      rows: ({ topPages }) => topPages.map(({ path, pageviews }) => ({ label: path, amount: pageviews })),
      total: ({ summary }) => summary.pageviews,
    },
    {
      tab: "entry",
      title: "Entry pages",
      unit: "Sessions",
      rows: ({ entryPages }) => entryPages.map(({ path, visits }) => ({ label: path, amount: visits })),
      total: sessions,
    },
    {
      tab: "exit",
      title: "Exit pages",
      unit: "Sessions",
      rows: ({ exitPages }) => exitPages.map(({ path, visits }) => ({ label: path, amount: visits })),
      total: sessions,
    },
  ],
  places: [
    {
      tab: "countries",
      title: "Countries",
      unit: "Sessions",
      rows: ({ countries }) => countries.map(({ name, visits }) => ({ label: name, amount: visits })),
      total: sessions,
    },
    {
      tab: "regions",
      title: "Regions",
      unit: "Sessions",
      rows: ({ regions }) =>
        regions.map(({ country, name, visits }) => ({ label: `${name}, ${country}`, amount: visits })),
      total: sessions,
    },
  ],
  devices: [
    {
      tab: "kind",
      title: "Devices",
      unit: "Visitors",
      rows: ({ devices }) => shares(devices, KINDS),
      total: hundred,
      percentOnly: true,
    },
    {
      tab: "browser",
      title: "Browsers",
      unit: "Visitors",
      rows: ({ browsers }) => browsers.map(({ name, percentage }) => ({ label: name, amount: percentage })),
      total: hundred,
      percentOnly: true,
    },
    {
      tab: "system",
      title: "Systems",
      unit: "Visitors",
      rows: ({ operatingSystems }) =>
        operatingSystems.map(({ name, percentage }) => ({ label: name, amount: percentage })),
      total: hundred,
      percentOnly: true,
    },
  ],
};
