import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A GitHub that asks nobody anything: who comes is the person that the test says, and agrees unless told otherwise. */
export class Provider {
  address = "";
  person = { id: 1, name: "Li", email: "li@example.org" };
  agrees = true;
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url!, this.address);
    if (pathname === "/login/oauth/authorize") {
      const back = new URL(searchParams.get("redirect_uri")!);
      back.searchParams.set("state", searchParams.get("state")!);
      if (this.agrees) back.searchParams.set("code", "a-code");
      else back.searchParams.set("error", "access_denied");
      response.writeHead(302, { Location: String(back) }).end();
      return;
    }
    const { id, name, email } = this.person;
    const answers: Record<string, unknown> = {
      "/login/oauth/access_token": { access_token: "a-token" },
      "/user": { id, name },
      "/user/emails": [{ email, primary: true, verified: true }],
    };
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answers[pathname]));
  }
}
