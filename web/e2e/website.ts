import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A site on another origin than the installation, with the tracking code in each of its pages. */
export class Website {
  head = "";
  body = "<h1>A page</h1>";
  address = "";
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">${this.head}</head>` +
          `<body>${this.body}</body></html>`,
      );
    });
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.address = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}
