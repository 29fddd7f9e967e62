import { signOut, token } from "../session.ts";
import { failureOf, unreachable } from "./failure.ts";
import type {
  AddedSite,
  AnsweredInvitation,
  Completeness,
  Events,
  Invitation,
  OwnAddress,
  PanelLine,
  Realtime,
  ReportHead,
  Said,
  SecondFactorWanted,
  SignedIn,
  Site,
  Transfer,
} from "./contract.ts";
import { eachLine } from "./lines.ts";

/** Calls to the public HTTP API. The token goes out in the Authorization header and nowhere else. */

type Parameters = Record<string, string | number>;

interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  query?: Parameters;
  body?: object;
  /** Of an answer that is known already and need not be sent again while it holds. */
  tag?: string | undefined;
  signal?: AbortSignal;
}

const send = (address: string, request: RequestInit): Promise<Response> =>
  fetch(address, request).catch((error: unknown) => {
    throw lost(error, request.signal);
  });

/** What to say when no answer comes, or no more of it; one that is not wanted any more has no words. */
const lost = (error: unknown, signal: AbortSignal | null | undefined): unknown =>
  signal?.aborted ? error : unreachable();

/** An answer that is good, or 304 where a tag was sent. */
async function answered(path: string, { method = "GET", query = {}, body, tag, signal }: Call): Promise<Response> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const headers = new Headers();
  const sent = token.value;
  if (sent) headers.set("Authorization", `Bearer ${sent}`);
  if (body) headers.set("Content-Type", "application/json");
  if (tag) headers.set("If-None-Match", tag);
  const answer = await send(parameters.size ? `${path}?${parameters}` : path, {
    method,
    headers,
    // No numbers on the disk of whoever looks.
    cache: "no-store",
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (answer.ok || (tag && answer.status === 304)) return answer;
  if (answer.status === 401 && sent) signOut();
  throw await failureOf(answer);
}

const call = async <T>(path: string, request: Call = {}): Promise<T> =>
  (await (await answered(path, request)).json()) as T;

/** Hands on the lines of an answer while it comes. */
async function linesOf(answer: Response, onLines: (lines: string[]) => void, signal: AbortSignal): Promise<void> {
  try {
    await eachLine(answer.body!, onLines);
  } catch (error) {
    throw lost(error, signal);
  }
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

/**
 * Asks whether somebody can log in with an account elsewhere now, and gives the address that leads there; the provider
 * itself is not asked.
 */
export async function beginElsewhere(provider: string): Promise<string> {
  const address = `/api/auth/${provider}`;
  const answer = await send(address, { redirect: "manual" });
  if (answer.type !== "opaqueredirect") throw await failureOf(answer);
  return address;
}

/** @returns what the server says, which is the same whether or not there is such an account */
export const askForReset = async (email: string): Promise<string> =>
  (await call<Said>("/api/auth/forgot", { method: "POST", body: { email } })).message;

/** @returns until when the link of a mail is good */
export const checkResetToken = async (mailed: string, signal: AbortSignal): Promise<string> =>
  (await call<{ expiresAt: string }>("/api/auth/verify-reset-token", { query: { token: mailed }, signal })).expiresAt;

export const resetPassword = async (mailed: string, password: string): Promise<string> =>
  (await call<Said>("/api/auth/reset", { method: "POST", body: { token: mailed, password } })).message;

export const verifyEmail = async (mailed: string, signal: AbortSignal): Promise<string> =>
  (await call<Said>("/api/auth/verify-email", { query: { token: mailed }, signal })).message;

/** Has a new link sent to the address of the account that is signed in. */
export const askToVerifyEmail = async (): Promise<string> =>
  (await call<Said>("/api/auth/verify-email", { method: "POST" })).message;

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

const EVENT_DATA = "data: ";

/** Rows of each list; one more than a panel shows when it also needs a row for all others. */
const LIST_ROWS = 9;

/**
 * The report of a site panel by panel.
 *
 * @param tag of an answer that is known
 * @param onLines what of the answer has come together
 */
export async function readPanels(
  { siteId, period, tag }: { siteId: string; period: Period; tag: string | undefined },
  onLines: (lines: (PanelLine | ReportHead)[]) => void,
  signal: AbortSignal,
): Promise<{ isChanged: boolean; tag: string }> {
  const query = { siteId, ...period, compare: "previous_period", limit: LIST_ROWS };
  const answer = await answered("/api/stats/overview", { query, tag, signal });
  if (answer.status === 304) return { isChanged: false, tag: tag! };
  const parsed = (lines: string[]): (PanelLine | ReportHead)[] =>
    lines.map((line) => JSON.parse(line) as PanelLine | ReportHead);
  await linesOf(answer, (lines) => onLines(parsed(lines)), signal);
  return { isChanged: true, tag: answer.headers.get("ETag") ?? "" };
}

export const readEvents = (siteId: string, period: Period, signal: AbortSignal): Promise<Events> =>
  call("/api/stats/events", { query: { siteId, ...period, limit: LIST_ROWS }, signal });

export const readRealtime = (siteId: string, signal: AbortSignal): Promise<Realtime> =>
  call("/api/realtime", { query: { siteId }, signal });

/**
 * The same as it changes, until the stream ends. It is read by hand, since an `EventSource` sends no token.
 *
 * @param onHeard something new, or that nothing is
 */
export async function followRealtime(
  siteId: string,
  onHeard: (now: Realtime | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  const answer = await answered("/api/realtime/stream", { query: { siteId }, signal });
  const heard = (lines: string[]): void => {
    const data = lines.findLast((line) => line.startsWith(EVENT_DATA));
    onHeard(data === undefined ? undefined : (JSON.parse(data.slice(EVENT_DATA.length)) as Realtime));
  };
  await linesOf(answer, heard, signal);
}

export const readCompleteness = (siteId: string, signal: AbortSignal): Promise<Completeness> =>
  call("/api/stats/completeness", { query: { siteId, period: "24h" }, signal });
