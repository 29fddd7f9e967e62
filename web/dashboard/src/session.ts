import { signal } from "@preact/signals";

/**
 * The login token, kept in the storage of the installation's own origin. It is no cookie, so no other site can make
 * the browser send it; the policy on scripts guards it.
 */

const KEY = "zta.token";

export const token = signal(localStorage.getItem(KEY));

export function signIn(fresh: string): void {
  localStorage.setItem(KEY, fresh);
  token.value = fresh;
}

export function signOut(): void {
  localStorage.removeItem(KEY);
  token.value = null;
}

// Signing in or out in another tab counts here too; what is on this page may be somebody else's then.
addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  const old = token.value;
  token.value = localStorage.getItem(KEY);
  if (old !== null && token.value !== null && token.value !== old) location.reload();
});
