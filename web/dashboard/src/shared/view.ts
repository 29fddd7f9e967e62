/** What a public page shows, all of it in its address. */
export interface SharedView {
  period: string | undefined;
  metric: "visitors" | "pageviews";
  /** Without header and footer, for a frame. */
  embedded: boolean;
}

export const LABELS: Record<string, string> = { "24h": "24h", "7d": "7d", "30d": "30d", "90d": "90d", "365d": "1y" };

export function parseSharedView(query: Record<string, string>): SharedView {
  return {
    period: query["period"] || undefined,
    metric: query["metric"] === "pageviews" ? "pageviews" : "visitors",
    embedded: query["embed"] === "1",
  };
}

/** The address with one thing changed; what belongs to the frame or the theme stays. */
export function changedAddress(url: string, change: Record<string, string | undefined>): string {
  const [path, search = ""] = url.split("?");
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change))
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  return query.size ? `${path}?${query}` : path!;
}
