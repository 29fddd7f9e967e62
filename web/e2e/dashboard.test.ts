/** The dashboard in a real browser against the real server; no answer is made up. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { inspect } from "./inspect.ts";
import { EMAIL, Installation, PASSWORD } from "./installation.ts";
import { eventually, watch } from "./watch.ts";
import { Website } from "./website.ts";

const installation = new Installation();
const website = new Website();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let sound: () => void;

beforeAll(async () => {
  await Promise.all([installation.start(), website.start()]);
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  website.close();
  await installation.close();
});

beforeEach(async () => {
  context = await browser.newContext(asPerson({ viewport: { width: 1280, height: 900 } }));
  page = await context.newPage();
  sound = watch(page, [installation.address]);
});

afterEach(() => context.close());

const go = (path: string): Promise<unknown> => page.goto(installation.address + path);

const title = (): Promise<string> => page.locator("h1").innerText();

const tile = (label: string): Promise<string> =>
  page.locator(".tile", { hasText: label }).locator(".tile-value").innerText();

const logIn = async (password = PASSWORD): Promise<void> => {
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
};

/** A visitor comes to the site. */
const visit = async (path: string): Promise<void> => {
  const visitor = await browser.newContext(asPerson());
  const seen = await visitor.newPage();
  const counted = seen.waitForResponse((response) => response.url().endsWith("/api/track"));
  await seen.goto(website.address + path);
  expect((await counted).status()).toBe(200);
  await visitor.close();
};

// The tests of this file are one story, told in order: an empty installation, its first site, its first visitor.
describe("from an empty installation to the first numbers", () => {
  test("the first account is made, and a weak password is refused at its field", async () => {
    await go("/setup/");
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create the account" }).click();
    const password = page.getByLabel("Password");
    await eventually(async () => expect(await password.getAttribute("aria-invalid")).toBe("true"));
    expect(await page.locator("#password-note").innerText()).toBe("Password must be at least 8 characters");
    await password.fill(PASSWORD);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.waitForURL("**/dashboard/");
    await page.getByRole("heading", { name: "Add your first site" }).waitFor();
  });

  test("a site is added, its tag embedded, and the first visit appears by itself", async () => {
    await go("/login/");
    await logIn();
    await page.getByLabel("Domain").fill("localhost");
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await page.getByRole("button", { name: "Add site" }).click();
    await page.getByRole("heading", { name: "Waiting for the first hit" }).waitFor();
    website.head = await page.locator("pre code").innerText();
    expect(website.head).toContain(`src="${installation.address}/js/analytics.js"`);

    await visit("/welcome");
    await page.getByRole("link", { name: "Top pages" }).waitFor({ timeout: 30_000 });
    await eventually(async () => expect(await tile("Visitors")).toBe("1"));
    const pages = page.locator(".panel", { hasText: "Top pages" });
    await eventually(async () => expect(await pages.innerText()).toContain("/welcome"));
    sound();
  });

  test("numbers on screen are those of the API", async () => {
    await installation
      .call<{ token: string }>("/api/auth/login", { email: EMAIL, password: PASSWORD })
      .then(({ token }) => (installation.token = token));
    for (const path of ["/", "/docs", "/docs"]) await visit(path);
    const [site] = (await installation.call<{ sites: { id: string }[] }>("/api/sites")).sites as [{ id: string }];
    const read = (): Promise<{
      summary: { pageviews: number; uniqueVisitors: number; sessions: number };
      topPages: { path: string; pageviews: number }[];
    }> => installation.call(`/api/stats?siteId=${site.id}&period=7d`);
    await eventually(async () => expect((await read()).summary.pageviews).toBe(4));

    await go("/login/");
    await logIn();
    await page.waitForURL("**/dashboard/");
    await go(`/dashboard/${site.id}?range=7d`);
    const { summary, topPages } = await read();
    await eventually(async () => expect(await tile("Pageviews")).toBe(String(summary.pageviews)));
    expect(await tile("Visitors")).toBe(String(summary.uniqueVisitors));
    expect(await tile("Sessions")).toBe(String(summary.sessions));
    const rows = page.locator(".panel", { hasText: "Top pages" }).locator(".row-amount");
    await eventually(async () => expect(await rows.count()).toBe(topPages.length));
    for (const { path, pageviews } of topPages) {
      const row = page.locator(".row", { has: page.getByTitle(path, { exact: true }) }).first();
      expect(await row.locator(".row-amount").innerText()).toBe(String(pageviews));
    }
    await page.getByRole("button", { name: "Table" }).click();
    const cells = await page.locator(".chart td").allInnerTexts();
    expect(cells.map(Number).reduce((sum, value) => sum + value, 0)).toBe(summary.uniqueVisitors);
    sound();
  });
});

describe("log in", () => {
  test("a wrong password is said in words, and the page asked for comes after the right one", async () => {
    await go("/dashboard/some_site_id?range=90d");
    await page.waitForURL("**/login/?next=*");
    expect(await title()).toBe("Log in");
    await logIn("not the password");
    await page.getByText("Invalid credentials").waitFor();
    await logIn();
    await page.waitForURL("**/dashboard/some_site_id?range=90d");
    await page.getByRole("heading", { name: "You cannot see this site" }).waitFor();
  });

  test("the token is in this origin's storage, no cookie is set, and signing out ends the session", async () => {
    await go("/login/");
    await logIn();
    await page.waitForURL("**/dashboard/");
    const token = await page.evaluate(() => localStorage.getItem("zta.token"));
    expect(await context.cookies()).toEqual([]);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/login/*");
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    const answer = await fetch(`${installation.address}/api/sites`, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
  });
});

describe("for everyone, on every screen", () => {
  const looks = [390, 768, 1440].flatMap((width) => (["light", "dark"] as const).map((theme) => ({ width, theme })));

  test.each(looks)(
    "$width px, $theme: nothing inaccessible, nothing sideways, nothing jumps",
    async ({ width, theme }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.addInitScript(() => {
        const shifts = ((window as unknown as { shift: number }).shift = 0);
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        return shifts;
      });
      await go("/login/");
      await inspect(page, "/login/");
      await logIn();
      await page.waitForURL("**/dashboard/");
      const card = page.locator(".site-card a").first();
      await card.waitFor();
      await inspect(page, "/dashboard/");
      await go((await card.getAttribute("href"))!);
      await page.locator(".row-amount").first().waitFor();
      await inspect(page, "overview");
      expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.01);
      sound();
    },
  );
});

test("a server that is gone is said in words, and what was shown stays", async () => {
  await go("/login/");
  await logIn();
  await page.waitForURL("**/dashboard/");
  const card = page.locator(".site-card a").first();
  await card.click();
  await eventually(async () => expect(await tile("Visitors")).not.toBe("–"));
  const before = await tile("Visitors");
  await context.setOffline(true);
  await page.getByRole("link", { name: "90 d" }).click();
  await page.getByText("The server could not be reached").waitFor();
  expect(await tile("Visitors")).toBe(before);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("The server could not be reached").waitFor({ state: "detached" });
});
