import type { Page } from "playwright-core";
import { expect, vi } from "vitest";

/** Collects what must never happen on a page: console messages, policy reports, errors, requests to other hosts. */
export function watch(page: Page, origins: string[]): () => void {
  const seen: string[] = [];
  page.on("console", (message) => seen.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!origins.includes(new URL(request.url()).origin)) seen.push(`request: ${request.url()}`);
  });
  return () => expect(seen).toEqual([]);
}

/** Waits for a condition; an accepted event may take ten seconds to the report by contract. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 30_000, interval: 200 });
