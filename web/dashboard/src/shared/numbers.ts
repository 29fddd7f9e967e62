import { failureOf, unreachable } from "../api/failure.ts";
import type { PublicStats } from "../api/contract.ts";

/** What the numbers are asked for by: the token of a link, or a public site. */
export type Source = { token: string } | { siteId: string };

/** By the address of a page: `/shared/{token}` or `/public/{siteId}`. */
export function sourceOf(path: string): Source {
  const [, kind, name = ""] = path.split("/").map(decodeURIComponent);
  return kind === "shared" ? { token: name } : { siteId: name };
}

export interface Asked {
  source: Source;
  /** Nothing: the one that the server chooses. */
  period: string | undefined;
  password: string | undefined;
}

export async function readPublicStats({ source, period, password }: Asked, signal: AbortSignal): Promise<PublicStats> {
  const query = new URLSearchParams({ ...source, ...(period && { period }) });
  const answer = await fetch(`/api/public/stats?${query}`, {
    ...(password && { headers: { "X-Share-Password": headerValue(password) } }),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? error : unreachable();
  });
  if (answer.ok) return (await answer.json()) as PublicStats;
  throw await failureOf(answer);
}

/** Headers hold ASCII without spaces at the ends; other texts go percent-encoded (RFC 8187, "ext-value"). */
export const headerValue = (text: string): string =>
  /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text) ? text : `UTF-8''${encodeURIComponent(text)}`;
