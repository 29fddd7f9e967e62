/** Invitations, changes of owner and the own address, in a real browser with a real mail server. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asPerson, launch } from "@zta/browser";
import { inspect } from "./inspect.ts";
import { EMAIL, Installation, PASSWORD, type Site } from "./installation.ts";
import { Mailbox } from "./mailbox.ts";
import { eventually, watch } from "./watch.ts";

const installation = new Installation();
const mailbox = new Mailbox();
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let sound: () => void;

beforeAll(async () => {
  await mailbox.start();
  await installation.start({ ZTA_SMTP_URL: mailbox.url, ZTA_MAIL_FROM: "stats@example.net" });
  await installation.register();
  site = await installation.addSite("shop.example.org");
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await installation.close();
  mailbox.close();
});

beforeEach(async () => {
  context = await browser.newContext(asPerson({ viewport: { width: 1280, height: 900 } }));
  page = await context.newPage();
  sound = watch(page, [installation.address]);
});

afterEach(() => context.close());

const go = (path: string): Promise<unknown> => page.goto(installation.address + path);

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const said = (text: string): Promise<void> => page.getByText(text, { exact: true }).waitFor();

const logIn = async (): Promise<void> => {
  await page.getByLabel("Password").fill(PASSWORD);
  await press("Log in");
};

/** Invites somebody and gives the token that was mailed. */
const invite = async (email: string, role = "viewer"): Promise<string> => {
  const body = { siteId: site.id, email, role };
  const { invitation } = await installation.call<{ invitation: { emailSent: boolean } }>("/api/teams", body);
  expect(invitation.emailSent).toBe(true);
  return mailbox.tokens(email).at(-1)!;
};

describe("an invitation", () => {
  test("says who invites whom to what, lets a new person register with its address, and is accepted", async () => {
    const token = await invite("li@example.org");
    await go(`/accept-invite?token=${token}`);
    await page.getByRole("heading", { name: "Invitation to shop.example.org" }).waitFor();
    expect(await page.locator(".lead").innerText()).toBe(
      "Somebody of ada's Team invites li@example.org to see the numbers of shop.example.org.",
    );
    expect(await page.locator(".facts").innerText()).toContain("viewer: looks at the numbers");
    expect(await page.getByLabel("E-mail").getAttribute("readonly")).not.toBeNull();
    expect(await page.getByLabel("E-mail").inputValue()).toBe("li@example.org");
    await inspect(page, "invitation");
    await page.getByLabel("Password").fill(PASSWORD);
    await press("Create the account");
    await press("Accept");
    await page.waitForURL(`**/dashboard/${site.id}`);
    await page.getByRole("combobox", { name: "Site" }).waitFor();
    sound();

    await go(`/accept-invite?token=${token}`);
    await said("Invitation has already been accepted");
    await inspect(page, "accepted invitation");
    await page.getByRole("link", { name: "Go to your sites" }).click();
    await page.getByRole("link", { name: "shop.example.org" }).waitFor();
  });

  test("is accepted by somebody who has an account", async () => {
    const other = await installation.addSite("blog.example.org");
    await installation.call("/api/teams", { siteId: other.id, email: "li@example.org", role: "member" });
    await go(`/accept-invite?token=${mailbox.tokens("li@example.org").at(-1)}`);
    await press("Log in with it");
    expect(await page.getByLabel("E-mail").inputValue()).toBe("li@example.org");
    await logIn();
    await press("Accept");
    await page.waitForURL(`**/dashboard/${other.id}`);
  });

  test("is not for another account, which can sign out here", async () => {
    const token = await invite("kai@example.org");
    await go("/login/");
    await page.getByLabel("E-mail").fill(EMAIL);
    await logIn();
    await page.waitForURL("**/dashboard/");
    await go(`/accept-invite?token=${token}`);
    await said("This invitation is for a different email address");
    await inspect(page, "somebody else's invitation");
    await press("Sign out and go on");
    await page.getByLabel("Password").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe("kai@example.org");
    await page.getByLabel("Password").fill(PASSWORD);
    await press("Create the account");
    await press("Decline");
    await said("Invite declined");
    sound();
  });

  test("that was withdrawn or replaced leads nowhere, and says so", async () => {
    const old = await invite("una@example.org");
    const token = await invite("una@example.org");
    for (const ended of [old, "inv_unknown"]) {
      await go(`/accept-invite?token=${ended}`);
      await said("Invalid or expired invite");
    }
    await go("/accept-invite");
    await said("Token required");
    const { members } = await installation.call<{ members: { id: string; email: string }[] }>(
      `/api/teams?siteId=${site.id}`,
    );
    const { id } = members.find(({ email }) => email === "una@example.org")!;
    await installation.call(`/api/teams?siteId=${site.id}&userId=${id}`, undefined, "DELETE");
    await go(`/accept-invite?token=${token}`);
    await said("Invalid or expired invite");
    await page.getByRole("link", { name: "Go to your sites" }).waitFor();
  });
});

describe("the own visits", () => {
  const dropped = async (): Promise<number | undefined> => {
    const path = `/api/stats/completeness?siteId=${site.id}&period=24h`;
    const { totals } = await installation.call<{ totals: { dropped: Record<string, number> } }>(path);
    return totals.dropped["excluded_ip"];
  };

  test("are left out by one press, and counted again by another", async () => {
    await installation.visit(site, "/");
    await go("/login/");
    await page.getByLabel("E-mail").fill(EMAIL);
    await logIn();
    await page.waitForURL("**/dashboard/");
    await eventually(async () => {
      await go(`/dashboard/${site.id}`);
      await page.getByText("Your own visits to shop.example.org").click({ timeout: 2000 });
    });
    await said("127.0.0.1");
    await press("Do not count me");
    await page.getByText("Visits from there are not counted.").waitFor();
    await inspect(page, "own visits");
    await installation.visit(site, "/mine");
    await eventually(async () => expect(await dropped()).toBe(1));
    await press("Count me again");
    await page.getByText("Visits from there are counted like any other.").waitFor();
    sound();
  });
});

describe("a change of owner", () => {
  const begin = async (): Promise<[owner: string, newOwner: string]> => {
    const { members } = await installation.call<{ members: { id: string; email: string }[] }>(
      `/api/teams?siteId=${site.id}`,
    );
    const { id: userId } = members.find(({ email }) => email === "li@example.org")!;
    const before = both().map(({ length }) => length);
    await installation.call("/api/teams/transfer", { siteId: site.id, userId, password: PASSWORD });
    await eventually(() => both().forEach(({ length }, index) => expect(length).toBeGreaterThan(before[index]!)));
    return both().map((tokens) => tokens.at(-1)!) as [string, string];
  };

  const both = (): string[][] => [EMAIL, "li@example.org"].map((email) => mailbox.tokens(email));

  const confirm = async (email: string, token: string): Promise<void> => {
    await go(`/confirm-transfer?token=${token}`);
    await page.getByLabel("E-mail").fill(email);
    await logIn();
    await press("Confirm");
  };

  test("can be called off by one who has confirmed", async () => {
    const [owners] = await begin();
    await go(`/confirm-transfer?token=${owners}`);
    await inspect(page, "transfer");
    await confirm(EMAIL, owners);
    await said("You have confirmed");
    await inspect(page, "confirmed transfer");
    await press("Call it off");
    await said("Transfer canceled");
    await go(`/confirm-transfer?token=${owners}`);
    await press("Confirm");
    await said("Transfer not found");
    await inspect(page, "no transfer");
  });

  test("is done when both have confirmed, each with the own account", async () => {
    const [owners, newOwners] = await begin();
    await confirm("li@example.org", owners);
    await said("Transfer not found");
    await press("Use another account");
    await confirm(EMAIL, owners);
    await said("You have confirmed");
    await page.evaluate(() => localStorage.clear());
    await confirm("li@example.org", newOwners);
    await said("The site has its new owner");
    await page.getByRole("link", { name: "Go to the site" }).click();
    await page.waitForURL(`**/dashboard/${site.id}`);
    const { sites } = await installation.call<{ sites: { id: string; role: string }[] }>("/api/sites");
    expect(sites.find(({ id }) => id === site.id)!.role).toBe("admin");
  });
});
