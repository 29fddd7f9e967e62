import { signal } from "@preact/signals";
import { signIn, token } from "./session.ts";

/**
 * What mails and the server hand over in the address (contract: auth, "Forgotten password", "OAuth", "Verifying the
 * e-mail"). Secrets are taken out of the address and of the history before anything is shown or asked, so that only
 * this page's memory has them: no copied address, no history and no Referer.
 */

/** For a log-in that waits for the code of its second factor. */
export const ticket = signal<string>();

/** Why logging in elsewhere did not work; anybody can write it into an address, so it is text and short. */
export const refusal = signal<string>();

const LONGEST_SECRET = 4096;

/** Three parts of base64url (RFC 7515); of anything else no header could be made. */
const LOGIN_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const LONGEST_REFUSAL = 200;
const PAGES_WITH_MAILED_TOKEN = ["/reset", "/verify-email"];

let mailed = "";

/** The token of the mail's link that led here; once, so that a page that is opened again begins anew. */
export function takeMailedToken(): string {
  const taken = mailed;
  mailed = "";
  return taken;
}

function takeOver(): void {
  const path = location.pathname.replace(/\/+$/, "");
  const query = new URLSearchParams(location.search);
  const handed = new URLSearchParams(location.hash.slice(1));
  const take = (from: URLSearchParams, name: string): string | undefined => {
    const value = from.get(name)?.slice(0, LONGEST_SECRET);
    from.delete(name);
    return value;
  };
  const before = query.size + handed.size;
  const fresh = take(handed, "auth_token") ?? "";
  if (path === "/login") {
    if (take(handed, "requires_2fa") === "1") ticket.value = take(handed, "temp_token");
    refusal.value = take(query, "error")?.slice(0, LONGEST_REFUSAL) ?? refusal.value;
  }
  if (PAGES_WITH_MAILED_TOKEN.includes(path)) mailed = take(query, "token") ?? mailed;
  if (query.size + handed.size === before) return;
  history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : ""));
  if (LOGIN_TOKEN.test(fresh)) signIn(fresh);
}

takeOver();

// An address whose fragment alone is new loads no page; what is on this one may be another account's.
addEventListener("hashchange", () => {
  const old = token.value;
  takeOver();
  if (token.value !== old) location.reload();
});
