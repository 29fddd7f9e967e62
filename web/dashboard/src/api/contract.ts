/** The shapes of the HTTP API that the dashboard reads, as in api/openapi.yaml. */

export type Role = "owner" | "admin" | "member" | "viewer";

export interface Site {
  id: string;
  domain: string;
  name: string;
  timezone: string;
  createdAt: string;
  role: Role;
  stats: { pageviews: number; visitors: number; lastPageview: string | null };
}

/** A site just added. */
export type AddedSite = Pick<Site, "id" | "domain" | "name" | "timezone">;

/** A site as far as pages about it need it. */
export type KnownSite = Pick<Site, "id" | "domain" | "name" | "timezone" | "role">;

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

/** The first line of GET /api/stats/overview. */
export interface ReportHead {
  sites: KnownSite[];
  rights: { siteId: string; role: Role };
}

/** Every further line of it: a field of {@link Stats}, or why it is not there. */
export type PanelLine =
  | { [Panel in keyof Stats]-?: { panel: Panel; asOf: string; data: NonNullable<Stats[Panel]> } }[keyof Stats]
  | { panel: keyof Stats; error: string };

/** Custom events of a site, a row for each action, category and label. */
export interface Events {
  summary: { events: number; uniqueVisitors: number };
  events: {
    action: string | null;
    category: string | null;
    label: string | null;
    events: number;
    uniqueVisitors: number;
  }[];
}

/** What anybody may see of a site who has a link, or of a public one. */
export interface PublicStats {
  site: { domain: string; nickname: string | null };
  period: string;
  allowedPeriods: string[];
  uniqueVisitors: number;
  pageviews: number;
  bounceRate: number;
  avgSessionDuration: number;
  pages: PageCount[];
  referrers: (Visits & { source: string })[];
  devices: { type: string; count: number }[];
  browsers: { name: string; count: number }[];
  countries: { code: string; name: string; count: number }[];
  daily: { date: string; pageviews: number; uniqueVisitors: number }[];
  expiresAt: string | null;
  timezone: string;
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

/** An act was done, in words. */
export interface Said {
  message: string;
}

export interface SignedIn {
  token: string;
  user: { id: string; email: string; name: string | null };
}

export interface SecondFactorWanted {
  requires_2fa: true;
  tempToken: string;
}

export interface Invitation {
  invite: { email: string; role: Role; expiresAt: string };
  team: { name: string };
  site: { name: string };
  invitedBy: { name: string | null };
}

export interface AnsweredInvitation {
  message: string;
  /** Only when it was accepted. */
  site?: { id: string; name: string };
}

export interface Transfer {
  siteId: string;
  status: "pending" | "completed";
  expiresAt: string;
}

export interface OwnAddress {
  address: string;
  /** What to exclude. */
  range: string;
  excluded: boolean;
}
