/** How the overview gets its numbers: one request, panel by panel, and a stream of what is live. Answers are made up only to fail. */
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { inspect } from "./inspect.ts";
import { Installation, type Site } from "./installation.ts";
import { eventually, watch } from "./watch.ts";

const REPORT = "/api/stats/overview";
const STREAM = "/api/realtime/stream";

const installation = new Installation();
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let sound: () => void;

beforeAll(async () => {
  await installation.start();
  await installation.register();
  site = await installation.addSite("shop.example.org");
  for (const path of ["/welcome", "/docs"]) await installation.visit(site, path);
  const read = (): Promise<{ summary: { pageviews: number } }> =>
    installation.call(`/api/stats?siteId=${site.id}&period=7d`);
  await eventually(async () => expect((await read()).summary.pageviews).toBe(2));
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await installation.close();
});

beforeEach(async () => {
  context = await browser.newContext(asPerson({ viewport: { width: 1280, height: 900 } }));
  await context.addInitScript((token) => localStorage.setItem("zta.token", token), installation.token);
  page = await context.newPage();
  sound = watch(page, [installation.address]);
});

afterEach(() => context.close());

const open = (search = "?range=7d"): Promise<unknown> =>
  page.goto(`${installation.address}/dashboard/${site.id}${search}`);

const panel = (title: string) => page.getByRole("region", { name: title, exact: true });

const rows = (title: string): Promise<string[]> => panel(title).locator(".row-label").allInnerTexts();

const tile = (label: string): Promise<string> =>
  page.locator(".tile", { hasText: label }).locator(".tile-value").innerText();

const shown = (): Promise<unknown> =>
  eventually(async () => expect(await rows("Top pages")).toEqual(["/docs", "/welcome"]));

const live = async (): Promise<string> => (await page.locator(".live").textContent()) ?? "";

const asked = (): string[] => {
  const paths: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) paths.push(pathname);
  });
  return paths;
};

/** Lets an answer through with its lines changed. */
const change = (lines: (all: string[]) => string[]) => async (route: Route) => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, body: lines((await answer.text()).trim().split("\n")).join("\n") + "\n" });
};

// Design: "The overview asks once".
describe("the report", () => {
  test("comes with one request, and what is live with another", async () => {
    const paths = asked();
    await open();
    await shown();
    expect(await tile("Pageviews")).toBe("2");
    expect(await page.getByRole("combobox", { name: "Site" }).locator("option").allInnerTexts()).toEqual([
      "shop.example.org",
    ]);
    expect(paths.toSorted()).toEqual([STREAM, REPORT].toSorted());
    sound();
  });

  test("is not sent again while it holds, and what was there is shown at once", async () => {
    await open();
    await shown();
    const answers: number[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname === REPORT) answers.push(response.status());
    });
    // With a comparison an answer holds for the minute at most.
    await eventually(async () => {
      for (const range of ["30 d", "7 d"]) {
        const answered = page.waitForResponse((response) => new URL(response.url()).pathname === REPORT);
        await page.getByRole("link", { name: range, exact: true }).click();
        await answered;
      }
      expect(answers).toContain(304);
    });
    await shown();
    expect(await tile("Pageviews")).toBe("2");
    sound();
  });

  test("of which a panel fails shows the others, and the way to try again", async () => {
    await page.route(`**${REPORT}?*`, (route) =>
      change((lines) =>
        lines.map((line) =>
          line.startsWith('{"panel":"topPages"')
            ? '{"panel":"topPages","error":"Service temporarily unavailable"}'
            : line,
        ),
      )(route),
    );
    await open();
    await panel("Top pages").getByText("Top pages could not be loaded. Service temporarily unavailable").waitFor();
    await eventually(async () => expect(await rows("Sources")).toEqual(["Direct"]));
    expect(await tile("Pageviews")).toBe("2");
    await inspect(page, "a failed panel");
    await page.unroute(`**${REPORT}?*`);
    await panel("Top pages").getByRole("button", { name: "Try again" }).click();
    await shown();
    expect(await page.getByRole("alert").count()).toBe(0);
    sound();
  });

  test("that breaks off shows what came, and says of the rest that it did not", async () => {
    await page.route(
      `**${REPORT}?*`,
      change((lines) => lines.slice(0, 5)),
    );
    await open();
    await panel("Top pages").getByText("Top pages could not be loaded. The answer broke off.").waitFor();
    expect(await tile("Pageviews")).toBe("2");
    expect(await page.locator(".panel").getByRole("button", { name: "Try again" }).count()).toBe(4);
  });

  test("keeps old rows with their own totals while new ones fail to come", async () => {
    await open();
    await shown();
    await page.route(`**${REPORT}?*`, (route) => route.abort());
    await page.getByRole("link", { name: "90 d", exact: true }).click();
    await page.getByText("The report could not be updated. The server could not be reached").waitFor();
    expect(await rows("Top pages")).toEqual(["/docs", "/welcome"]);
    expect(await tile("Pageviews")).toBe("2");
  });
});

describe("events", () => {
  test("are listed with their visitors, and asked for once they are about to be seen", async () => {
    const paths = asked();
    for (const label of ["team", "team", "pro"]) await event("plan_picked", label);
    await eventually(async () => {
      const { summary } = await installation.call<{ summary: { events: number } }>(
        `/api/stats/events?siteId=${site.id}&period=7d`,
      );
      expect(summary.events).toBe(3);
    });
    await open();
    await shown();
    expect(paths).not.toContain("/api/stats/events");
    await page.mouse.wheel(0, 5000);
    const cells = page.getByRole("region", { name: "Events", exact: true }).locator("tbody tr");
    await eventually(async () =>
      expect(await cells.allTextContents()).toEqual(["plan_picked · team21", "plan_picked · pro11"]),
    );
    await inspect(page, "events");
    sound();
  });

  const event = async (action: string, label: string): Promise<void> => {
    const answer = await fetch(`${installation.address}/api/track`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: `https://${site.domain}`,
        "User-Agent": asPerson().userAgent!,
      },
      body: JSON.stringify({ type: "event", siteId: site.id, path: "/", action, category: "custom", label }),
    });
    expect(answer.status).toBe(200);
  };
});

// Design: "Live".
describe("what is live", () => {
  test("is pushed", async () => {
    const paths = asked();
    await open();
    await eventually(async () => expect(await live()).toMatch(/^\d+ now$/));
    const before = parseInt(await live(), 10);
    await visitor();
    await eventually(async () => expect(await live()).toBe(`${before + 1} now`));
    expect(paths).not.toContain("/api/realtime");
    sound();
  });

  test("is asked for when nothing can be pushed, and the page says so on every screen", async () => {
    await page.route(`**${STREAM}?*`, (route) => route.abort());
    await open();
    await eventually(async () => expect(await live()).toMatch(/^\d+ now, every 15 s$/));
    for (const width of [390, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await inspect(page, `asked for, ${width} px`);
    }
  });

  test("is not followed while nobody looks", async () => {
    const paths = asked();
    const ended: string[] = [];
    page.on("requestfailed", (request) => ended.push(new URL(request.url()).pathname));
    await open();
    await eventually(async () => expect(await live()).toMatch(/^\d+ now$/));
    await look(false);
    await eventually(() => expect(ended).toEqual([STREAM]));
    expect(paths.filter((path) => path.startsWith("/api/realtime"))).toEqual([STREAM]);
    await look(true);
    await eventually(() => expect(paths.filter((path) => path === STREAM)).toHaveLength(2));
    expect(paths).not.toContain("/api/realtime");
  });

  test("says how old it is when the server is gone, and goes on when it is back", async () => {
    await page.clock.install();
    await open();
    await eventually(async () => expect(await rows("Top pages")).toContain("/docs"));
    const before = await rows("Top pages");
    await eventually(async () => expect(await live()).toMatch(/^\d+ now$/));
    await installation.stop();
    await eventually(async () => expect(await live()).toMatch(/^\d+ now, every 15 s$/));
    await page.clock.fastForward(130_000);
    await eventually(async () => expect(await live()).toMatch(/^\d+ as of \d\d:\d\d, reconnecting$/));
    expect(await rows("Top pages")).toEqual(before);
    for (const width of [390, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await inspect(page, `cut off, ${width} px`);
    }
    await installation.startAgain();
    // One step of its waiting after the other, each with time for an answer.
    const goOn = async (): Promise<void> => {
      if (/^\d+ now$/.test(await live())) return;
      await page.clock.fastForward(15_000);
      throw new Error("not yet");
    };
    await vi.waitFor(goOn, { timeout: 50_000, interval: 1500 });
  });

  /** Somebody whom nobody has seen yet. */
  const visitor = async (): Promise<void> => {
    const answer = await fetch(`${installation.address}/api/track`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: `https://${site.domain}`,
        "User-Agent": asPerson().userAgent!.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64"),
      },
      body: JSON.stringify({ type: "pageview", siteId: site.id, path: "/" }),
    });
    expect(answer.status).toBe(200);
  };

  /** Headless, every page counts as seen, so the page is told otherwise. */
  const look = (visible: boolean): Promise<void> =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, !visible);
});
