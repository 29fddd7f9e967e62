/** The built script in a real browser, against a collector on another origin. Section names are those of tracker.md. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { Collector } from "./collector.ts";

const collector = new Collector();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  await collector.start();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  collector.close();
});

beforeEach(async () => {
  context = await browser.newContext(asPerson({ viewport: { width: 1280, height: 720 } }));
  page = await context.newPage();
  problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
});

afterEach(async () => {
  await context.close();
  expect(problems).toEqual([]);
});

const eventually = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 15_000, interval: 20 });

const open = async (path: string, head: string): Promise<void> => {
  collector.reset(head);
  await page.goto(collector.site + path);
};

const arrived = (number: number): Promise<unknown> => eventually(() => expect(collector.events).toHaveLength(number));

const types = (): unknown[] => collector.events.map(({ type, path }) => `${String(type)} ${String(path)}`);

/** Leaves the page, so that whatever waits is sent. */
const leave = (): Promise<unknown> => page.goto("about:blank");

/** After this, what the script would have sent at once has been sent. */
const nothingComes = async (): Promise<void> => {
  await page.evaluate(async (installation) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await fetch(`${installation}/marker`);
  }, collector.installation);
  expect(collector.received).toEqual([]);
};

describe("Pageviews", () => {
  test("a load sends one pageview at once, as a batch in plain text that needs no preflight", async () => {
    await open(
      "/docs?utm_source=letter&utm_medium=email&email=a@example.org#part",
      collector.tag('data-domain="example.org"'),
    );
    await arrived(1);
    const [{ method, contentType, origin, body }] = collector.received as [(typeof collector.received)[0]];
    expect(method).toBe("POST");
    expect(contentType).toMatch(/^text\/plain/);
    expect(origin).toBe(collector.site);
    expect(body).toEqual({
      batch: true,
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      siteId: "site_4f9c2ab17de08356",
      domain: "example.org",
      events: [
        {
          type: "pageview",
          path: "/docs",
          referrer: "",
          utm: { source: "letter", medium: "email" },
          screen: "1280x720",
          sessionId: expect.stringMatching(/^sess_[0-9a-f]{16}$/),
          pageId: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
      ],
    });
  });

  test("the older attribute name is understood", async () => {
    await open("/", collector.tag().replace("data-site=", "data-site-id="));
    await arrived(1);
  });

  test("a tag that another script inserts counts too", async () => {
    await open(
      "/",
      `<script>const tag = document.createElement("script"); tag.src = "${collector.installation}/js/analytics.js";
       tag.dataset.site = "site_4f9c2ab17de08356"; document.head.append(tag);</script>`,
    );
    await arrived(1);
  });

  test("a second tag does nothing", async () => {
    await open("/", collector.tag() + collector.tag());
    await page.evaluate(() => window.zta!.track!("marker"));
    await leave();
    await eventually(() =>
      expect(collector.events.map(({ type }) => type)).toEqual(["pageview", "event", "engagement"]),
    );
  });

  test("data-auto-track=false leaves pageviews to the page", async () => {
    await open("/", collector.tag('data-auto-track="false"'));
    await page.evaluate(() => {
      history.pushState(null, "", "/other");
      window.zta!.trackPageview!("/by-hand");
    });
    await arrived(1);
    expect(types()).toEqual(["pageview /by-hand"]);
  });
});

describe("Navigation in single-page apps", () => {
  test("push, replace and back are pageviews, and the engagement of the page left goes first", async () => {
    await open("/a", collector.tag());
    await arrived(1);
    await page.evaluate(() => history.pushState(null, "", "/b"));
    await page.evaluate(() => history.replaceState(null, "", "/c"));
    await page.evaluate(() => history.pushState(null, "", "/c#same-path"));
    await page.evaluate(() => history.replaceState(null, "", "/c?same=path"));
    await page.goBack();
    await page.evaluate(() => history.back());
    await leave();
    await eventually(() => expect(types().at(-1)).toBe("engagement /a"));
    expect(types()).toEqual([
      "pageview /a",
      "engagement /a",
      "pageview /b",
      "engagement /b",
      "pageview /c",
      "engagement /c",
      "pageview /a",
      "engagement /a",
    ]);
    const ids = new Set(collector.events.filter(({ type }) => type === "pageview").map(({ pageId }) => pageId));
    expect(ids.size).toBe(4);
  });

  test("data-spa=false counts loads only, and the page's History functions stay the browser's own", async () => {
    await open("/a", collector.tag('data-spa="false"'));
    await arrived(1);
    const native = await page.evaluate(() => {
      history.pushState(null, "", "/b");
      return String(history.pushState).includes("[native code]");
    });
    expect(native).toBe(true);
    await leave();
    await arrived(2);
    expect(types()).toEqual(["pageview /a", "engagement /a"]);
  });

  test("the same path by hand within a second is no second pageview", async () => {
    await open("/a", collector.tag());
    await page.evaluate(() => window.zta!.trackPageview!("/a"));
    await leave();
    await eventually(() => expect(types()).toEqual(["pageview /a", "engagement /a"]));
  });
});

describe("JavaScript interface", () => {
  test("events carry name, category, label and value, whatever way they are called", async () => {
    await open("/", collector.tag());
    await page.evaluate(() => {
      window.zta!.track!("plan", {
        category: "pricing",
        label: "team",
        value: "1.5",
        properties: { seats: 5, trial: true },
        revenue: { amount: 19.9, currency: "EUR" },
        email: "a@example.org",
      } as object);
      window.ZTA!("event", "amount", { amount: 3 });
      window.zta!("event", "plain");
    });
    await leave();
    await eventually(() => expect(collector.events.filter(({ type }) => type === "event")).toHaveLength(3));
    expect(collector.events.filter(({ type }) => type === "event")).toMatchObject([
      {
        action: "plan",
        category: "pricing",
        label: "team",
        value: 1.5,
        properties: { seats: 5, trial: true },
        revenue: { amount: 19.9, currency: "EUR" },
      },
      { action: "amount", category: "custom", value: 3 },
      { action: "plain", category: "custom", value: null },
    ]);
    expect(JSON.stringify(collector.received)).not.toContain("a@example.org");
  });

  test("calls that the stub queued before the script came are worked off in order", async () => {
    await open(
      "/",
      `<script>window.zta = function () { (zta.q = zta.q || []).push(arguments); };
       zta("event", "first"); zta("event", "second", { value: 2 });</script>${collector.tag()}`,
    );
    await leave();
    await eventually(() =>
      expect(collector.events.map(({ action }) => action)).toEqual([undefined, "first", "second", undefined]),
    );
  });

  test("no call throws or returns anything, whatever its arguments", async () => {
    await open("/", collector.tag());
    const results = await page.evaluate(() => {
      const zta = window.zta as unknown as Record<string, (...args: unknown[]) => unknown> &
        ((...args: unknown[]) => unknown);
      const odd = [undefined, null, 0, NaN, {}, [], () => 1, Symbol("s"), "x"];
      return odd.flatMap((one) => [zta(one, one, one), zta["track"]!(one, one), zta["trackPageview"]!(one)]);
    });
    expect(results.every((result) => result === undefined)).toBe(true);
  });
});

describe("Engagement", () => {
  test("leaving sends the visible seconds and a bounce", async () => {
    await page.clock.install({ time: new Date("2026-01-15T10:00:00Z") });
    await open("/", collector.tag());
    await page.clock.fastForward(7000);
    await leave();
    await arrived(2);
    expect(collector.events[1]).toMatchObject({ type: "engagement", path: "/", timeOnPage: 7, isBounce: true });
    expect(collector.events[1]!["pageId"]).toBe(collector.events[0]!["pageId"]);
  });

  test("an event ends the bounce", async () => {
    await open("/", collector.tag());
    await page.evaluate(() => window.zta!.track!("click"));
    await leave();
    await arrived(3);
    expect(collector.events[2]).toMatchObject({ type: "engagement", isBounce: false });
  });
});

describe("Sending", () => {
  test("events wait five seconds without a new one, or for the tenth", async () => {
    await page.clock.install({ time: new Date("2026-01-15T10:00:00Z") });
    await open("/", collector.tag());
    await page.clock.runFor(10);
    await arrived(1);
    await page.evaluate(() => window.zta!.track!("one"));
    await page.clock.runFor(4900);
    await page.evaluate(() => window.zta!.track!("two"));
    await page.clock.runFor(4900);
    expect(collector.received).toHaveLength(1);
    await page.clock.runFor(200);
    await arrived(3);
    expect(collector.received).toHaveLength(2);
    await page.evaluate(() => {
      for (let index = 0; index < 10; index++) window.zta!.track!(`event ${index}`);
    });
    await page.clock.runFor(10);
    await arrived(13);
    expect(collector.received).toHaveLength(3);
  });

  test("a failed batch is sent once more after five seconds, under the same id", async () => {
    await page.clock.install({ time: new Date("2026-01-15T10:00:00Z") });
    collector.reset(collector.tag());
    collector.answers = [503, 503];
    await page.goto(collector.site);
    await page.clock.runFor(10);
    await arrived(1);
    await eventually(async () => {
      await page.clock.runFor(5000);
      expect(collector.received).toHaveLength(2);
    });
    await page.clock.runFor(60_000);
    expect(collector.received).toHaveLength(2);
    expect(collector.received[1]!.body).toEqual(collector.received[0]!.body);
  });

  test("too many requests pause the sending; events of that time are dropped but engagement", async () => {
    await page.clock.install({ time: new Date("2026-01-15T10:00:00Z") });
    collector.reset(collector.tag());
    collector.answers = [429];
    const answered = page.waitForResponse((response) => response.status() === 429);
    await page.goto(collector.site);
    await page.clock.runFor(10);
    await answered;
    await page.clock.runFor(10);
    await page.evaluate(() => window.zta!.track!("dropped"));
    await page.clock.runFor(61_000);
    await page.evaluate(() => window.zta!.track!("kept"));
    await leave();
    await arrived(3);
    expect(collector.events.map(({ type, action }) => action ?? type)).toEqual(["pageview", "kept", "engagement"]);
  });

  test("an unreachable server disturbs nothing", async () => {
    await open("/", collector.tag('data-api="http://127.0.0.1:1/api/track"'));
    await nothingComes();
  });
});

describe("Silence", () => {
  const silent = async (head: string, script?: () => void): Promise<void> => {
    if (script) await page.addInitScript(script);
    await open("/", head);
    await page.evaluate(() => {
      window.zta!.track!("event");
      history.pushState(null, "", "/b");
    });
    await nothingComes();
  };
  const doNotTrack = (): void => Object.defineProperty(navigator, "doNotTrack", { value: "1" }) && undefined;
  const privacyControl = (): void =>
    Object.defineProperty(navigator, "globalPrivacyControl", { value: true }) && undefined;

  test("Do Not Track, where it is honoured", () => silent(collector.tag('data-honor-dnt="true"'), doNotTrack));

  test("Global Privacy Control, where it is honoured", () =>
    silent(collector.tag('data-honor-dnt="true"'), privacyControl));

  test("neither is honoured unasked, as documented", async () => {
    await page.addInitScript(doNotTrack);
    await open("/", collector.tag());
    await arrived(1);
  });

  test("an automated browser", () =>
    silent(collector.tag(), () => Object.defineProperty(navigator, "webdriver", { value: true }) && undefined));

  test("a tag without a site", () => silent(collector.tag().replace("data-site=", "data-other=")));
});

test("nothing is kept in the browser", async () => {
  await open("/", collector.tag());
  await page.evaluate(() => window.zta!.track!("event"));
  await arrived(1);
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    name: window.name,
  }));
  expect(kept).toEqual({ cookie: "", local: 0, session: 0, databases: 0, caches: 0, name: "" });
  expect(await context.cookies()).toEqual([]);
});
