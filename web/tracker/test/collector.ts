import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One call of the tracker as the server sees it. */
export interface Received {
  method: string;
  contentType: string | undefined;
  origin: string | undefined;
  body: Batch;
}

export interface Batch {
  batch: true;
  id: string;
  siteId: string;
  domain?: string;
  events: Record<string, unknown>[];
}

const SCRIPT = readFileSync(new URL("../../target/classes/web/tracker/analytics.js", import.meta.url));

const address = ({ address: host, port }: AddressInfo): string => `http://${host}:${port}`;

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return address(server.address() as AddressInfo);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** An installation that answers as it is told, and a site on another origin that embeds its script. */
export class Collector {
  received: Received[] = [];
  /** The statuses of the next answers; then 200. */
  answers: number[] = [];
  installation = "";
  site = "";
  /** What stands in the head of every page of the site. */
  head = "";
  readonly #servers: Server[] = [];

  async start(): Promise<void> {
    const installation = createServer((request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      if (request.url === "/js/analytics.js") {
        response.setHeader("Content-Type", "text/javascript");
        response.end(SCRIPT);
        return;
      }
      void textOf(request).then((body) => {
        if (request.url === "/api/track")
          this.received.push({
            method: request.method!,
            contentType: request.headers["content-type"],
            origin: request.headers.origin,
            body: body ? (JSON.parse(body) as Batch) : (undefined as never),
          });
        response.statusCode = (request.url === "/api/track" && this.answers.shift()) || 200;
        response.end("{}");
      });
    });
    const site = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(`<!doctype html><html><head><title>A page</title>${this.head}</head><body>A page</body></html>`);
    });
    this.installation = await listen(installation);
    this.site = await listen(site);
    this.#servers.push(installation, site);
  }

  /** The tag as the dashboard shows it, with further attributes. */
  tag(attributes = ""): string {
    return `<script defer src="${this.installation}/js/analytics.js" data-site="site_4f9c2ab17de08356" ${attributes}></script>`;
  }

  /** All events that came, in order. */
  get events(): Record<string, unknown>[] {
    return this.received.flatMap(({ body }) => body.events);
  }

  reset(head: string): void {
    this.received = [];
    this.answers = [];
    this.head = head;
  }

  close(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}
