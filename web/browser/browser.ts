/**
 * A Chromium from npm for the tests, on machines with and without root. What the arguments and the user agent are for
 * is said beside them.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium as playwright } from "playwright-core";

/** The package unpacks itself to fixed names in the temporary folder and trusts what lies there. */
const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "target/browser");

/** With these, same-origin policy and CORS would be off, and closing a context would end the browser. */
const UNWANTED = [
  "--disable-web-security",
  "--allow-running-insecure-content",
  "--disable-site-isolation-trials",
  "--single-process",
  "--no-zygote",
];

/** By contract the tracker and the server turn a browser away that calls itself headless. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const LIBRARY_FOLDERS = [
  "/lib",
  "/lib64",
  "/usr/lib",
  "/usr/lib64",
  "/lib/x86_64-linux-gnu",
  "/usr/lib/x86_64-linux-gnu",
];

/** Chromium needs NSS; where the system has none, the package's own copy serves. */
const systemHasNss = (): boolean =>
  LIBRARY_FOLDERS.some((name) => existsSync(name) && readdirSync(name).includes("libnss3.so"));

/** The package's fonts, for the same pictures everywhere; without any font Chromium ends itself. */
function ownFonts(): string {
  const file = join(folder, "fontconfig.xml");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>`,
  );
  return file;
}

async function executable(): Promise<{ path: string; args: string[] }> {
  const whole = join(folder, "unpacked");
  if (!existsSync(whole)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.env["TMPDIR"] = folder;
  process.env["FONTCONFIG_FILE"] = ownFonts();
  // This is how the package is told to unpack its copy of the system libraries and to put it on the search path.
  if (!systemHasNss()) process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs20.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  const path = await chromium.executablePath();
  writeFileSync(whole, "");
  return { path, args: chromium.args };
}

/** Starts the browser; the caller closes it. */
export async function launch(): Promise<Browser> {
  const { path, args } = await executable();
  return playwright.launch({
    executablePath: path,
    headless: true,
    args: [
      ...args.filter((arg) => !UNWANTED.includes(arg)),
      "--disable-blink-features=AutomationControlled",
      // Also here: what a page sends while it is left goes out with the browser's name, not with the context's.
      `--user-agent=${USER_AGENT}`,
    ],
  });
}

/** What every context of a visitor or reader is made with. */
export const asPerson = (options: BrowserContextOptions = {}): BrowserContextOptions => ({
  userAgent: USER_AGENT,
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
  ...options,
});
