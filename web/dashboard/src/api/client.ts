import { signOut, token } from "../session.ts";
import { failureOf, unreachable } from "./failure.ts";
import type {
  AddedSite,
  AnsweredInvitation,
  Completeness,
  Invitation,
  OwnAddress,
  Realtime,
  SecondFactorWanted,
  SignedIn,
  Site,
  Stats,
  Transfer,
} from "./contract.ts";

/** Calls to the public HTTP API. The token goes out in the Authorization header and nowhere else. */

type Parameters = Record<string, string | number>;

interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  query?: Parameters;
  body?: object;
  signal?: AbortSignal;
}

async function call<T>(path: string, { method = "GET", query = {}, body, signal }: Call = {}): Promise<T> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const headers = new Headers();
  const sent = token.value;
  if (sent) headers.set("Authorization", `Bearer ${sent}`);
  if (body) headers.set("Content-Type", "application/json");
  const answer = await fetch(parameters.size ? `${path}?${parameters}` : path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable();
  });
  if (answer.ok) return (await answer.json()) as T;
  if (answer.status === 401 && sent) signOut();
  throw await failureOf(answer);
}

export interface Period {
  period?: string;
  startDate?: string;
  endDate?: string;
}

export const login = (email: string, password: string): Promise<SignedIn | SecondFactorWanted> =>
  call("/api/auth/login", { method: "POST", body: { email, password } });

export const validateSecondFactor = (tempToken: string, code: string): Promise<SignedIn> =>
  call("/api/auth/2fa", { method: "POST", body: { action: "validate", tempToken, code } });

export const register = (account: {
  email: string;
  password: string;
  setupCode?: string;
  inviteToken?: string;
}): Promise<SignedIn> => call("/api/auth/register", { method: "POST", body: account });

export const logout = (): Promise<unknown> => call("/api/auth/logout", { method: "POST" });

/** The address of the account that is signed in. */
export const readOwnEmail = async (signal: AbortSignal): Promise<string> =>
  (await call<{ user: { email: string } }>("/api/user/profile", { signal })).user.email;

export const readInvitation = (inviteToken: string, signal: AbortSignal): Promise<Invitation> =>
  call("/api/invite", { query: { token: inviteToken }, signal });

export const answerInvitation = (inviteToken: string, action: "accept" | "decline"): Promise<AnsweredInvitation> =>
  call("/api/invite", { method: "POST", body: { token: inviteToken, action } });

/** By the token of a mail or, on an installation without mail, by the site. */
export const confirmTransfer = async (by: { token?: string; siteId?: string }): Promise<Transfer> =>
  (await call<{ transfer: Transfer }>("/api/teams/transfer/confirm", { method: "POST", body: by })).transfer;

export const cancelTransfer = (siteId: string): Promise<unknown> =>
  call("/api/teams/transfer", { method: "DELETE", query: { siteId } });

export const readOwnAddress = (siteId: string, signal: AbortSignal): Promise<OwnAddress> =>
  call(`/api/sites/${siteId}/own-address`, { signal });

/** Changes which addresses a site leaves out, from what they are at this moment. */
export async function changeExcludedAddresses(siteId: string, change: (old: string[]) => string[]): Promise<void> {
  const { site } = await call<{ site: { settings: { excludeIps?: string[] } } }>(`/api/sites/${siteId}`);
  const excludeIps = change(site.settings.excludeIps ?? []);
  await call("/api/sites", { method: "PATCH", body: { id: siteId, settings: { excludeIps } } });
}

export const listSites = async (signal?: AbortSignal): Promise<Site[]> =>
  (await call<{ sites: Site[] }>("/api/sites", signal && { signal })).sites;

export const addSite = async (site: { domain: string; timezone: string; name?: string }): Promise<AddedSite> =>
  (await call<{ site: AddedSite }>("/api/sites", { method: "POST", body: site })).site;

/** Rows of each list; one more than a panel shows when it also needs a row for all others. */
const LIST_ROWS = 9;

export const readStats = (siteId: string, period: Period, signal: AbortSignal): Promise<Stats> =>
  call("/api/stats", { query: { siteId, ...period, compare: "previous_period", limit: LIST_ROWS }, signal });

export const readRealtime = (siteId: string, signal: AbortSignal): Promise<Realtime> =>
  call("/api/realtime", { query: { siteId }, signal });

export const readCompleteness = (siteId: string, signal: AbortSignal): Promise<Completeness> =>
  call("/api/stats/completeness", { query: { siteId, period: "24h" }, signal });
