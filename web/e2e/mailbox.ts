import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

const TOKEN = /[?&]token=([\w-]+)/;
const LINK = /https?:\/\/\S+token=[\w-]+/;

interface Mail {
  to: string;
  text: string;
}

/** A mail server that keeps what it gets (RFC 5321, as far as a client without encryption goes). */
export class Mailbox {
  url = "";
  readonly #mails: Mail[] = [];
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.close();
  }

  /** The tokens in the mails to somebody, oldest first. */
  tokens(to: string): string[] {
    return this.#mails.filter((mail) => mail.to === to).flatMap(({ text }) => TOKEN.exec(text)?.[1] ?? []);
  }

  /** The links with a token in the mails to somebody, oldest first. */
  links(to: string): string[] {
    return this.#mails.filter((mail) => mail.to === to).flatMap(({ text }) => LINK.exec(text)?.[0] ?? []);
  }

  #serve(socket: Socket): void {
    let unread = "";
    let to = "";
    let body: string[] | undefined;
    const answer = (text: string): boolean => socket.write(`${text}\r\n`);
    const line = (text: string): void => {
      if (body && text !== ".") body.push(text);
      else if (body) {
        this.#mails.push({ to, text: plain(body.join("\r\n")) });
        body = undefined;
        answer("250 kept");
      } else if (/^DATA/i.test(text)) {
        body = [];
        answer("354 go on");
      } else if (/^QUIT/i.test(text)) {
        answer("221 bye");
        socket.end();
      } else {
        to = /^RCPT TO:<(.+?)>/i.exec(text)?.[1] ?? to;
        answer("250 good");
      }
    };
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const lines = (unread + String(data)).split("\r\n");
      unread = lines.pop()!;
      lines.forEach(line);
    });
    answer("220 mailbox");
  }
}

/** Quoted-printable undone (RFC 2045, section 6.7). */
const plain = (text: string): string =>
  text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
