import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { asPerson } from "@zta/browser";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const launcher = join(dirname(web), "server/target/dist/zta");

export const EMAIL = "ada@example.org";
export const PASSWORD = "a long enough sentence";

export interface Site {
  id: string;
  domain: string;
}

/** The real server on an empty data folder of its own. */
export class Installation {
  address = "";
  token = "";
  readonly #data = (mkdirSync(join(web, "target"), { recursive: true }), mkdtempSync(join(web, "target/e2e-data-")));
  #settings: Record<string, string> = {};
  #process: ChildProcess | undefined;
  #output = "";

  /** @param settings further `ZTA_…` settings */
  start(settings: Record<string, string> = {}): Promise<void> {
    this.#settings = settings;
    return this.#serve("0");
  }

  /** Starts it again after {@link stop}, at the same address. */
  startAgain(): Promise<void> {
    return this.#serve(new URL(this.address).port);
  }

  async #serve(port: string): Promise<void> {
    if (!existsSync(launcher)) throw new Error(`There is no distribution; ./zta build makes it (${launcher})`);
    const child = spawn(launcher, ["serve", "--data", this.#data, "--port", port], {
      env: { ...process.env, ZTA_DEV_HOSTS: "true", ZTA_RATE_API: "10000/1m", ...this.#settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    child.stderr.on("data", (text) => (this.#output += String(text)));
    this.#output = "";
    this.address = await new Promise((resolve, reject) => {
      child.stdout.on("data", (text) => {
        this.#output += String(text);
        const ready = /is ready at (http:\S+)/.exec(this.#output);
        if (ready) resolve(ready[1]!);
      });
      child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${this.#output}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }

  async call<T>(path: string, body?: object, method = body ? "POST" : "GET"): Promise<T> {
    const answer = await fetch(this.address + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: { "Content-Type": "application/json", ...(this.token && { Authorization: `Bearer ${this.token}` }) },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** The first account; its token is used by later calls. */
  async register(): Promise<void> {
    const { token } = await this.call<{ token: string }>("/api/auth/register", { email: EMAIL, password: PASSWORD });
    this.token = token;
  }

  /** A pageview from where this test runs, as a browser would send it. */
  async visit({ id, domain }: Site, path: string): Promise<void> {
    const answer = await fetch(`${this.address}/api/track`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: `https://${domain}`,
        "User-Agent": asPerson().userAgent!,
      },
      body: JSON.stringify({ type: "pageview", siteId: id, path }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  async addSite(domain: string, timezone = "Europe/Berlin"): Promise<Site> {
    return (await this.call<{ site: Site }>("/api/sites", { domain, timezone })).site;
  }
}
