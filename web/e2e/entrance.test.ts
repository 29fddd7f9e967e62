/** The ways in: a forgotten password, an account elsewhere, links in mails; in a real browser with a real mail server. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { authenticatorCode } from "./authenticator.ts";
import { inspect } from "./inspect.ts";
import { EMAIL, Installation, PASSWORD } from "./installation.ts";
import { Mailbox } from "./mailbox.ts";
import { Provider } from "./provider.ts";
import { eventually, watch } from "./watch.ts";

const NEW_PASSWORD = "another long enough sentence";

const installation = new Installation();
const mailbox = new Mailbox();
const provider = new Provider();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let sound: () => void;

beforeAll(async () => {
  await Promise.all([mailbox.start(), provider.start()]);
  await installation.start({
    ZTA_SMTP_URL: mailbox.url,
    ZTA_MAIL_FROM: "stats@example.net",
    ZTA_REGISTRATION: "open",
    ZTA_OAUTH_GITHUB_ID: "an-id",
    ZTA_OAUTH_GITHUB_SECRET: "a-secret",
    ZTA_GITHUB_URL: provider.address,
  });
  await installation.register();
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await installation.close();
  mailbox.close();
  provider.close();
});

beforeEach(async () => {
  context = await browser.newContext(asPerson({ viewport: { width: 1280, height: 900 } }));
  page = await context.newPage();
  sound = watch(page, [installation.address, provider.address]);
});

afterEach(() => context.close());

const go = (path: string): Promise<unknown> => page.goto(installation.address + path);

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const follow = (name: string): Promise<void> => page.getByRole("link", { name, exact: true }).click();

const said = (text: string): Promise<void> => page.getByText(text, { exact: true }).waitFor();

const at = (path: string): void => expect(page.url()).toBe(installation.address + path);

const keptToken = (): Promise<string | null> => page.evaluate(() => localStorage.getItem("zta.token"));

/** The newest link in the mails to somebody, once there are so many. */
const link = (email: string, count: number): Promise<string> =>
  eventually(() => {
    const links = mailbox.links(email);
    expect(links).toHaveLength(count);
    return links.at(-1)!;
  });

/** What every request from now on says about where it comes from. */
const referers = (): string[] => {
  const seen: string[] = [];
  page.on("request", async (request) => {
    if (new URL(request.url()).pathname.startsWith("/api/")) seen.push((await request.allHeaders())["referer"] ?? "");
  });
  return seen;
};

// Contract: auth, "Forgotten password".
describe("a forgotten password", () => {
  test("is asked for from the log-in page and replaced by the link of the mail, once", async () => {
    await go("/login/");
    await follow("Forgotten password?");
    await page.getByRole("heading", { name: "Forgotten password" }).waitFor();
    await press("Send the link");
    await eventually(async () => expect(await page.locator("#email-note").innerText()).toBe("Email is required"));
    await page.getByLabel("E-mail").fill(EMAIL);
    await press("Send the link");
    await said("If an account with that email exists, we sent a password reset link.");
    await inspect(page, "asked");
    const mailed = await link(EMAIL, 1);
    const token = new URL(mailed).searchParams.get("token")!;

    const sources = referers();
    await page.goto(mailed);
    await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
    at("/reset/");
    await inspect(page, "new password");
    await page.getByLabel("New password").fill("short");
    await press("Set the password");
    const problem = page.locator("#password-note");
    await eventually(async () => expect(await problem.innerText()).toBe("Password must be at least 8 characters"));
    await page.getByLabel("New password").fill(NEW_PASSWORD);
    await press("Set the password");
    await said("Password has been reset successfully");
    expect(sources.length).toBeGreaterThan(1);
    expect(sources.filter((source) => source.includes(token))).toEqual([]);
    await follow("Log in");
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByLabel("Password").fill(NEW_PASSWORD);
    await press("Log in");
    await page.waitForURL("**/dashboard/");
    for (let back = 0; back < 2; back++) {
      await page.goBack();
      expect(page.url()).not.toContain(token);
    }

    await page.goto(mailed);
    await said("Invalid or expired reset link");
    at("/reset/");
    await inspect(page, "used link");
    await page.getByLabel("E-mail").fill(EMAIL);
    await press("Send the link");
    await said("If an account with that email exists, we sent a password reset link.");
    expect(await link(EMAIL, 2)).not.toBe(mailed);
    const { token: fresh } = await installation.call<{ token: string }>("/api/auth/login", {
      email: EMAIL,
      password: NEW_PASSWORD,
    });
    installation.token = fresh;
  });
});

// Contract: auth, "OAuth (GitHub, Google)".
describe("an account elsewhere", () => {
  test("makes an account here; its token stays neither in the address nor in the history", async () => {
    for (const entrance of ["/setup/", "/login/"]) {
      await go(entrance);
      await page.getByRole("button", { name: "Continue with GitHub" }).waitFor();
      expect(await page.getByRole("button", { name: "Continue with Google" }).count()).toBe(0);
    }
    await press("Continue with GitHub");
    await page.getByRole("heading", { name: "Add your first site" }).waitFor();
    at("/dashboard/");
    const token = (await keptToken())!;
    expect(token).toMatch(/^eyJ/);
    await follow("All sites");
    await page.goBack();
    at("/dashboard/");
    sound();
  });

  test("that says no, or whose address is taken, is told in words, as text and not at length", async () => {
    provider.agrees = false;
    await go("/login/");
    await press("Continue with GitHub");
    await said("OAuth error: access_denied");
    await inspect(page, "refused");
    provider.agrees = true;
    provider.person = { id: 2, name: "Ada", email: "una@example.org" };
    await installation.call("/api/auth/register", { email: "una@example.org", password: PASSWORD });
    await press("Continue with GitHub");
    await said("Email already registered. Log in with your password to link this provider.");
    expect(await keptToken()).toBeNull();
    sound();

    await go(`/login/?error=${encodeURIComponent(`<img src=x onerror="alert(1)"> ${"a".repeat(5000)}`)}`);
    const told = await page.locator(".alert").innerText();
    expect(told).toContain('<img src=x onerror="alert(1)">');
    expect(told.length).toBeLessThan(300);
    sound();
  });

  test("with a second factor asks for its code, and takes a backup code too", async () => {
    provider.person = { id: 1, name: "Li", email: "li@example.org" };
    await go("/login/");
    await press("Continue with GitHub");
    await page.waitForURL("**/dashboard/");
    const own = installation.token;
    installation.token = (await keptToken())!;
    const { secret } = await installation.call<{ secret: string }>("/api/auth/2fa", { action: "setup" });
    const { backupCodes } = await installation.call<{ backupCodes: string[] }>("/api/auth/2fa", {
      action: "verify",
      code: authenticatorCode(secret),
    });
    installation.token = own;
    await press("Sign out");
    await page.waitForURL("**/login/*");

    await press("Continue with GitHub");
    await page.getByLabel("Code from your authenticator app").waitFor();
    at("/login/");
    await inspect(page, "code");
    sound();
    await page.getByLabel("Code from your authenticator app").fill("000000");
    await press("Confirm");
    await eventually(async () =>
      expect(await page.locator("#code-note").innerText()).toBe("Invalid verification code"),
    );
    await page.getByLabel("Code from your authenticator app").fill(backupCodes[0]!);
    await press("Confirm");
    await page.waitForURL("**/dashboard/");
    await page.getByRole("heading", { name: "Add your first site" }).waitFor();
  });

  test("hands over nothing that is no token", async () => {
    await go("/dashboard/#auth_token=%0Anonsense");
    await page.waitForURL("**/login/?next=*");
    expect(page.url()).not.toContain("nonsense");
    expect(await keptToken()).toBeNull();
    sound();
  });

  test("whose ticket has ended leads back to the beginning", async () => {
    await go("/login/");
    await go("/login/#requires_2fa=1&temp_token=eyJ.ended.ticket");
    await page.getByLabel("Code from your authenticator app").fill("123456");
    at("/login/");
    await press("Confirm");
    await said("Invalid temporary token");
    await press("Start again");
    await page.getByLabel("Password").waitFor();
  });

  test("is not gone to when the server does not answer, and that is said", async () => {
    await go("/login/");
    await context.setOffline(true);
    await press("Continue with GitHub");
    await page.getByText("The server could not be reached").waitFor();
  });
});

// Contract: auth, "Verifying the e-mail" and "GET, PATCH /api/user/profile".
describe("the link that proves an address", () => {
  const message = async (): Promise<string> =>
    (await installation.call<{ message: string }>("/api/auth/verify-email", undefined, "POST")).message;

  test("says in words what it did, and what to do when it leads nowhere", async () => {
    await installation.call("/api/user/profile", { email: "ada@example.net", currentPassword: NEW_PASSWORD }, "PATCH");
    const mailed = await link("ada@example.net", 1);
    expect(mailed.startsWith(`${installation.address}/verify-email/?token=`)).toBe(true);
    await page.goto(mailed);
    await said("Email verified");
    at("/verify-email/");
    await inspect(page, "verified");
    await page.getByRole("link", { name: "Go to your sites" }).waitFor();
    sound();
    expect(await message()).toBe("Email already verified");

    await page.goto(mailed);
    await said("Invalid or expired verification link");
    await inspect(page, "used link");
    await page.getByLabel("E-mail").fill("ada@example.net");
    await page.getByLabel("Password").fill(NEW_PASSWORD);
    await press("Log in");
    await press("Send a new link");
    await said("Email already verified");
  });

  test("is sent anew to somebody who is signed in", async () => {
    const { token } = await installation.call<{ token: string }>("/api/auth/login", {
      email: "una@example.org",
      password: PASSWORD,
    });
    await go("/login/");
    await page.evaluate((fresh) => localStorage.setItem("zta.token", fresh), token);
    await go("/verify-email/?token=nonsense");
    await press("Send a new link");
    await said("Verification email sent");
    await page.goto(await link("una@example.org", 1));
    await said("Email verified");
  });
});

test("who signs in as somebody else in another tab sees nothing of the one before in this one", async () => {
  const tokenOf = async (email: string, password: string): Promise<string> =>
    (await installation.call<{ token: string }>("/api/auth/login", { email, password })).token;
  installation.token = await tokenOf("ada@example.net", NEW_PASSWORD);
  await installation.addSite("shop.example.org");
  await go("/login/");
  await page.evaluate((token) => localStorage.setItem("zta.token", token), installation.token);
  await go("/dashboard/");
  await page.getByRole("link", { name: "shop.example.org" }).waitFor();
  const tab = await context.newPage();
  await tab.goto(`${installation.address}/login/`);
  await tab.getByLabel("E-mail").fill("una@example.org");
  await tab.getByLabel("Password").fill(PASSWORD);
  await tab.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Add your first site" }).waitFor();
  expect(await page.getByRole("link", { name: "shop.example.org" }).count()).toBe(0);
});

describe("on every screen", () => {
  const looks = [390, 768, 1440].flatMap((width) => (["light", "dark"] as const).map((theme) => ({ width, theme })));

  test.each(looks)("$width px, $theme: nothing inaccessible, nothing sideways", async ({ width, theme }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    for (const path of ["/setup/", "/reset/", "/login/?error=OAuth%20error:%20access_denied"]) {
      await go(path);
      await page.locator("form").waitFor();
      await inspect(page, path);
    }
    await go("/login/#requires_2fa=1&temp_token=eyJ.a.b");
    await page.getByLabel("Code from").waitFor();
    await inspect(page, "code");
    sound();
  });
});
