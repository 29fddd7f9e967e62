/** The shapes of the HTTP API that the dashboard reads, as in api/openapi.yaml. */

export interface Site {
  id: string;
  domain: string;
  name: string;
  timezone: string;
  createdAt: string;
  stats: { pageviews: number; visitors: number; lastPageview: string | null };
}

/** A site just added. */
export type AddedSite = Pick<Site, "id" | "domain" | "name" | "timezone">;

export interface Summary {
  pageviews: number;
  uniqueVisitors: number;
  sessions: number;
  bounceRate: number;
  avgSessionDuration: number;
  avgTimeOnPage: number;
}

export interface Span {
  start: string;
  end: string;
  timezone: string;
}

export interface Visits {
  visits: number;
}

export interface Share {
  name: string;
  percentage: number;
}

export interface PageCount {
  path: string;
  pageviews: number;
  uniqueVisitors: number;
}

export interface Stats {
  summary: Summary;
  timeseries: { date: string; pageviews: number; uniqueVisitors: number }[];
  hourly?: { hour: string; pageviews: number; uniqueVisitors: number }[];
  topPages: PageCount[];
  topReferrers: (Visits & { domain: string })[];
  devices: { desktop: number; mobile: number; tablet: number };
  browsers: Share[];
  countries: (Visits & { code: string; name: string })[];
  trafficSources: { direct: number; organic: number; referral: number; social: number; paid: number };
  operatingSystems: Share[];
  regions: (Visits & { country: string; name: string })[];
  entryPages: (Visits & { path: string })[];
  exitPages: (Visits & { path: string })[];
  campaigns: (Visits & { source: string | null; medium: string | null; campaign: string | null })[];
  range: Span;
  comparison?: { summary: Summary; change: Record<keyof Summary, number | null>; range: Span };
}

export interface Realtime {
  activeVisitors: number;
  pageviewsLast5Min: number;
}

export interface Completeness {
  totals: {
    received: number;
    stored: number;
    dropped: Record<string, number>;
    rejected: Record<string, number>;
  };
}

export interface SignedIn {
  token: string;
  user: { id: string; email: string; name: string | null };
}

export interface SecondFactorWanted {
  requires_2fa: true;
  tempToken: string;
}
