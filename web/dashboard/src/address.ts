import type { Period } from "./api/client.ts";

/** What a view shows, all of it in the address: a copied link shows the same to a colleague. */

export const RANGES = [
  { id: "24h", label: "24 h", name: "Last 24 hours" },
  { id: "7d", label: "7 d", name: "7 days, today included" },
  { id: "30d", label: "30 d", name: "30 days, today included" },
  { id: "90d", label: "90 d", name: "90 days, today included" },
  { id: "365d", label: "365 d", name: "365 days, today included" },
] as const;

export const METRICS = ["visitors", "pageviews"] as const;

export const TABS = {
  sources: ["sources", "channels", "campaigns"],
  pages: ["top", "entry", "exit"],
  places: ["countries", "regions"],
  devices: ["kind", "browser", "system"],
} as const;

export type Metric = (typeof METRICS)[number];
export type PanelName = keyof typeof TABS;

export interface View {
  /** One of {@link RANGES} or `yyyy-mm-dd..yyyy-mm-dd`. */
  range: string;
  metric: Metric;
  tabs: Record<PanelName, string>;
  /** Parts of the address that mean nothing here, as they stood there. */
  ignored: string[];
}

const DEFAULT_RANGE = "30d";
const OWN_RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;
const PANELS = Object.keys(TABS) as PanelName[];

export const isRange = (text: string): boolean => {
  const own = ownDates(text);
  return RANGES.some(({ id }) => id === text) || (own !== undefined && own[0] <= own[1]);
};

export function parseView(query: string): View {
  const view: View = {
    range: DEFAULT_RANGE,
    metric: "visitors",
    tabs: Object.fromEntries(PANELS.map((panel) => [panel, TABS[panel][0]])) as Record<PanelName, string>,
    ignored: [],
  };
  for (const [name, value] of new URLSearchParams(query)) {
    const panel = PANELS.find((one) => name === `tab.${one}`);
    if (name === "range" && isRange(value)) view.range = value;
    else if (name === "metric" && METRICS.some((metric) => metric === value)) view.metric = value as Metric;
    else if (panel && TABS[panel].some((tab) => tab === value)) view.tabs[panel] = value;
    else view.ignored.push(`${name}=${value}`);
  }
  return view;
}

/** The query text of a view, empty for the default one; what {@link parseView} reads back. */
export function formatView(view: View): string {
  const query = new URLSearchParams();
  if (view.range !== DEFAULT_RANGE) query.set("range", view.range);
  if (view.metric !== "visitors") query.set("metric", view.metric);
  for (const panel of PANELS) if (view.tabs[panel] !== TABS[panel][0]) query.set(`tab.${panel}`, view.tabs[panel]);
  return query.size ? `?${query}` : "";
}

/** First and last date of an own range; nothing for one of {@link RANGES}. */
export function ownDates(range: string): [from: string, to: string] | undefined {
  const own = OWN_RANGE.exec(range);
  return own ? [own[1]!, own[2]!] : undefined;
}

export function periodOf(range: string): Period {
  const own = ownDates(range);
  return own ? { startDate: own[0], endDate: own[1] } : { period: range };
}
