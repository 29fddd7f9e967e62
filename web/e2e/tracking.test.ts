/** A visitor's browser, a site that embeds the script, and the real server. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { Installation, type Site } from "./installation.ts";
import { eventually, watch } from "./watch.ts";
import { Website } from "./website.ts";

interface Stats {
  summary: { pageviews: number; uniqueVisitors: number };
  topPages: { path: string; pageviews: number }[];
}

interface Completeness {
  totals: { received: number; stored: number; dropped: Record<string, number>; rejected: Record<string, number> };
}

const installation = new Installation();
const website = new Website();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let site: Site;
let sound: () => void;

beforeAll(async () => {
  await Promise.all([installation.start(), website.start()]);
  await installation.register();
  site = await installation.addSite("localhost");
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  website.close();
  await installation.close();
});

beforeEach(async () => {
  context = await browser.newContext(asPerson());
  page = await context.newPage();
  sound = watch(page, [website.address, installation.address]);
});

afterEach(() => context.close());

const tag = (attributes = "", id = site.id): string =>
  `<script defer src="${installation.address}/js/analytics.js" data-site="${id}" ${attributes}></script>`;

const views = async (): Promise<Record<string, number>> => {
  const { topPages } = await installation.call<Stats>(`/api/stats?siteId=${site.id}&period=7d&limit=100`);
  return Object.fromEntries(topPages.map(({ path, pageviews }) => [path, pageviews]));
};

const open = async (path: string, head = tag()): Promise<void> => {
  website.head = head;
  await page.goto(website.address + path);
};

/** Everything of this page has been answered once its last view is in the report. */
const reported = (path: string): Promise<unknown> =>
  eventually(async () => expect(await views()).toHaveProperty([path]));

test("a visit of a page on another origin is in the report, and the console stays empty", async () => {
  await open("/visit?utm_source=letter");
  await reported("/visit");
  sound();
});

test("each path of a single-page app is a pageview", async () => {
  await open("/app");
  await page.evaluate(() => history.pushState(null, "", "/app/cart"));
  await page.evaluate(() => history.pushState(null, "", "/app/paid"));
  await page.goto("about:blank");
  await reported("/app/paid");
  expect(await views()).toMatchObject({ "/app": 1, "/app/cart": 1, "/app/paid": 1 });
});

test("who asks not to be tracked is not, where the site honours it", async () => {
  await page.addInitScript(() => Object.defineProperty(navigator, "doNotTrack", { value: "1" }));
  await open("/not-tracked", tag('data-honor-dnt="true"'));
  await open("/tracked-all-the-same");
  await reported("/tracked-all-the-same");
  expect(await views()).not.toHaveProperty(["/not-tracked"]);
});

test("nothing is kept on the visitor's device", async () => {
  await open("/kept");
  await reported("/kept");
  expect(await context.cookies()).toEqual([]);
  const storage = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
  expect(storage).toEqual(["", 0, 0]);
});

test("this browser enforces the same-origin policy, so the other tests prove that CORS is right", async () => {
  await open("/cors");
  const read = await page.evaluate(
    (address) =>
      fetch(`${address}/dashboard/`).then(
        () => "read",
        (error: Error) => error.name,
      ),
    installation.address,
  );
  expect(read).toBe("TypeError");
});

test("a site of another domain is refused, and the ledger says so", async () => {
  const foreign = await installation.addSite("example.org");
  await open("/", tag("", foreign.id));
  await eventually(async () => {
    const path = `/api/stats/completeness?siteId=${foreign.id}&period=24h`;
    const { totals } = await installation.call<Completeness>(path);
    expect(totals).toMatchObject({ received: 1, stored: 0, rejected: { origin_not_allowed: 1 } });
  });
});
