/** Public pages in a real browser: by a link, with a password, in a frame of another origin, and where there is none. */
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { inspect } from "./inspect.ts";
import { Installation, type Site } from "./installation.ts";
import { eventually, watch } from "./watch.ts";
import { Website } from "./website.ts";

const LINK_PASSWORD = "Fischotter im Überfluss";

const installation = new Installation();
const website = new Website();
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let sound: () => void;

beforeAll(async () => {
  await Promise.all([installation.start(), website.start()]);
  await installation.register();
  site = await installation.addSite("shop.example.org");
  await installation.visit(site, "/welcome");
  await installation.visit(site, "/docs");
  const read = (): Promise<{ summary: { pageviews: number } }> =>
    installation.call(`/api/stats?siteId=${site.id}&period=7d`);
  await eventually(async () => expect((await read()).summary.pageviews).toBe(2));
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

const go = (path: string): Promise<{ status: () => number; headers: () => Record<string, string> } | null> =>
  page.goto(installation.address + path);

const link = async (options: object = {}): Promise<string> =>
  (await installation.call<{ shareToken: string }>("/api/sites/share", { siteId: site.id, ...options })).shareToken;

const tile = (label: string, where: Page | Frame = page): Promise<string> =>
  where.locator(".tile", { hasText: label }).locator(".tile-value").innerText();

const shown = (where: Page | Frame = page): Promise<unknown> =>
  eventually(async () => expect(await tile("Pageviews", where)).toBe("2"));

describe("a shared link", () => {
  test("shows the totals over the periods that it allows, to anybody, and keeps nothing", async () => {
    const token = await link({ allowedPeriods: ["7d", "30d", "365d"], expiresIn: "30d" });
    const answer = await go(`/shared/${token}`);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    await shown();
    expect(await page.locator("h1").textContent()).toBe("shop.example.org");
    expect(await page.getByRole("navigation", { name: "Period" }).locator("a").allInnerTexts()).toEqual([
      "7d",
      "30d",
      "1y",
    ]);
    expect(await page.locator(".panel h2").allInnerTexts()).toEqual([
      "Top pages",
      "Sources",
      "Countries",
      "Browsers",
      "Devices",
    ]);
    expect(await page.locator(".panel", { hasText: "Top pages" }).locator(".row-label").allInnerTexts()).toEqual([
      "/docs",
      "/welcome",
    ]);
    await page.getByText("This link ends on").waitFor();
    await page.getByRole("link", { name: "1y" }).click();
    await page.waitForURL("**?period=365d");
    await page.getByText("365 days").waitFor();
    await page.getByRole("button", { name: "Table" }).click();
    const cells = await page.locator(".chart td").allInnerTexts();
    expect(cells).toHaveLength(365);
    expect(cells.map(Number).reduce((sum, value) => sum + value, 0)).toBe(Number(await tile("Visitors")));
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    sound();
  });

  test("with a password asks for it first and is never framed", async () => {
    const token = await link({ password: LINK_PASSWORD });
    const answer = await go(`/shared/${token}?embed=1`);
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    await page.getByRole("heading", { name: "These numbers have a password" }).waitFor();
    await inspect(page, "password form");
    await page.getByLabel("Password").fill("not that one");
    await page.getByRole("button", { name: "Show the numbers" }).click();
    await page.getByText("Incorrect password").waitFor();
    await page.getByLabel("Password").fill(LINK_PASSWORD);
    await page.getByRole("button", { name: "Show the numbers" }).click();
    await shown();
    await page.getByRole("link", { name: "30d" }).click();
    await page.getByText("30 days").waitFor();
    await shown();
    expect(page.url()).not.toContain("asswor");
  });

  test("that is unknown or revoked is a page of status 404 that says so", async () => {
    const token = await link();
    await go(`/shared/${token}`);
    await shown();
    await installation.call(`/api/sites/share?token=${token}`, undefined, "DELETE");
    for (const ended of [token, `share_${"0".repeat(32)}`, "nonsense"]) {
      const answer = await go(`/shared/${ended}`);
      expect(answer?.status()).toBe(404);
      expect(await page.locator("h1").innerText()).toBe("Invalid or expired share link");
    }
    await inspect(page, "no link");
  });

  test("says when the address asks for a period that it does not allow, and shows another", async () => {
    await go(`/shared/${await link({ allowedPeriods: ["7d"] })}?period=90d`);
    await page.getByText("Period not allowed for this share: 90d").waitFor();
    await shown();
    expect(page.url()).not.toContain("period");
  });
});

describe("a public site", () => {
  const setPublic = (isPublic: boolean): Promise<unknown> =>
    installation.call("/api/sites", { id: site.id, public: isPublic }, "PATCH");

  test("is there while its flag is on, for search engines, too", async () => {
    expect((await go(`/public/${site.id}`))?.status()).toBe(404);
    expect(await page.locator("h1").innerText()).toBe("Site not found");
    await setPublic(true);
    const answer = await go(`/public/${site.id}`);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()).not.toHaveProperty("x-robots-tag");
    await shown();
    expect(await page.getByRole("navigation", { name: "Period" }).locator("a").allInnerTexts()).toEqual([
      "24h",
      "7d",
      "30d",
      "90d",
      "1y",
    ]);
  });

  test("is framed by a page of another origin, without header and footer", async () => {
    await setPublic(true);
    sound = watch(page, [installation.address, website.address]);
    website.head = "";
    website.body = `<iframe title="Numbers" width="900" height="700" src="${installation.address}/public/${site.id}?embed=1&period=30d"></iframe>`;
    await page.goto(website.address);
    const frame = page.frames().find((one) => one.url().startsWith(installation.address))!;
    await shown(frame);
    expect(await frame.locator(".bar, .foot").count()).toBe(0);
    await frame.getByRole("link", { name: "90d" }).click();
    await frame.getByText("90 days").waitFor();
    expect(frame.url()).toContain("embed=1");
    sound();

    website.body = `<iframe title="Numbers" src="${installation.address}/public/${site.id}"></iframe>`;
    const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
    await page.goto(website.address);
    await refused;
  });

  test("is light or dark from the first paint on where the address says so", async () => {
    await setPublic(true);
    await page.emulateMedia({ colorScheme: "light" });
    for (const [theme, ground] of [
      ["dark", "rgb(15, 20, 24)"],
      ["light", "rgb(245, 246, 248)"],
      ["auto", "rgb(245, 246, 248)"],
    ]) {
      await page.goto(`${installation.address}/public/${site.id}?theme=${theme}`, { waitUntil: "commit" });
      await page.locator(".tiles").waitFor();
      const painted = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(painted, theme).toBe(ground);
    }
  });

  const looks = [390, 768, 1440].flatMap((width) => (["light", "dark"] as const).map((theme) => ({ width, theme })));

  test.each(looks)("$width px, $theme: nothing inaccessible, nothing sideways", async ({ width, theme }) => {
    await setPublic(true);
    await page.setViewportSize({ width, height: 900 });
    await go(`/public/${site.id}?theme=${theme}`);
    await shown();
    await inspect(page, "public page");
    sound();
  });
});
