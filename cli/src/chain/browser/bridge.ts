import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { NationError } from "../../../../sdk/src";
import { PAGE, POLICY, type Asked } from "./page";

/** How long a page waits for the next question before it asks again, in milliseconds: less than browsers and proxies wait. */
const POLL = 20_000;

/** How long a person has for an answer, in milliseconds. */
const TIMEOUT = 15 * 60_000;

/** How long the page has to hear that the command has ended, in milliseconds. */
const GRACE = 500;

/** How long an answer may be, in bytes. */
const LONGEST = 1_000_000;

interface Question {
  readonly id: number;
  readonly method: Asked;
  readonly params: readonly unknown[];
  /** The page that has it. */
  page?: string;
  readonly answer: (outcome: { readonly result: unknown } | { readonly error: Error }) => void;
}

/** A request that is none of ours, and the status that says so. */
class Refused extends Error {
  constructor(readonly status: number) {
    super();
  }
}

/** What a wallet said, as an error that carries the wallet's own fields. */
function errorOf(said: unknown): Error {
  const { code, message, data } = (said ?? {}) as Readonly<Record<string, unknown>>;
  return Object.assign(new Error(typeof message === "string" ? message : "The wallet failed."), { code, data });
}

/** The page was closed, or opened anew, while the wallet was asking: whether it has sent anything is not known. */
export class WalletGoneError extends NationError {
  override readonly name = "WalletGoneError";

  constructor() {
    super(
      "The page was closed before the wallet answered.",
      "Look in the wallet whether anything was sent before you do it again.",
    );
  }
}

/** Nobody opened the page, or answered the wallet, in time. */
export class WalletSilentError extends NationError {
  override readonly name = "WalletSilentError";

  constructor() {
    super(
      "The wallet did not answer.",
      "Look in the wallet whether anything was sent. Then run the command again, and open the page that it names.",
    );
  }
}

/**
 * Asks the wallet of a browser, through a page that is served on this machine alone. Only who knows the page's address, with a secret
 * that is made anew each time and never sent but by the page itself, gets questions and answers them.
 */
export class WalletBridge {
  readonly #secret = randomBytes(32).toString("hex");
  readonly #server: Server;
  readonly #questions: Question[] = [];
  #asked = 0;
  #page: string | undefined;
  #poll: ServerResponse | undefined;
  #hasEnded = false;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Begins to serve the page, on a free port of this machine. */
  static async open(): Promise<WalletBridge> {
    const bridge = new WalletBridge();
    await new Promise<void>((done, failed) => {
      bridge.#server.once("error", failed);
      bridge.#server.listen(0, "127.0.0.1", done);
    });
    return bridge;
  }

  /** Where the page is. Its secret stands behind "#", which browsers send to nobody. */
  get url(): string {
    return `http://${this.#host}/#${this.#secret}`;
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Asks the wallet, and resolves to what it answers. Throws what it says where it refuses, with its code. */
  ask(method: Asked, params: readonly unknown[] = []): Promise<unknown> {
    return new Promise((done, failed) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        this.#questions.splice(this.#questions.indexOf(question), 1);
        act();
      };
      const question: Question = {
        id: ++this.#asked,
        method,
        params,
        answer: (outcome) => {
          settle(() => {
            if ("result" in outcome) done(outcome.result);
            else failed(outcome.error);
          });
        },
      };
      const timer = setTimeout(() => {
        question.answer({ error: new WalletSilentError() });
      }, TIMEOUT);
      this.#questions.push(question);
      this.#deliver();
    });
  }

  /** Ends. The page says so. */
  async close(): Promise<void> {
    this.#hasEnded = true;
    this.#poll?.writeHead(410).end();
    for (const question of [...this.#questions]) question.answer({ error: new WalletGoneError() });
    const closed = new Promise<void>((done) => {
      this.#server.close(() => done());
    });
    // Browsers open connections beforehand on which they never ask anything.
    const timer = setTimeout(() => this.#server.closeAllConnections(), GRACE);
    await closed;
    clearTimeout(timer);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("cache-control", "no-store");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("connection", "close");
    try {
      const { method, url, headers } = request;
      // A page elsewhere whose name leads here, or that asks across origins, is refused.
      if (headers.host !== this.#host) throw new Refused(403);
      if (headers.origin !== undefined && headers.origin !== `http://${this.#host}`) throw new Refused(403);
      if (method === "GET" && url === "/") this.#show(response);
      else if (method !== "POST") throw new Refused(url === "/" ? 405 : 404);
      else await this.#hear(request, response);
    } catch (error) {
      response.writeHead(error instanceof Refused ? error.status : 400).end();
    }
  }

  #show(response: ServerResponse): void {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "referrer-policy": "no-referrer",
    });
    response.end(PAGE);
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, url } = request;
    const page = headers["x-page"];
    if (!this.#isKnown(headers.authorization) || typeof page !== "string") throw new Refused(403);
    const body = await readBody(request);
    if (this.#page !== page) this.#leave();
    this.#page = page;
    switch (url) {
      case "/next":
        this.#hold(response);
        return;
      case "/answer":
        this.#take(body);
        break;
      case "/gone":
        this.#leave();
        break;
      default:
        throw new Refused(404);
    }
    response.writeHead(204).end();
  }

  #isKnown(authorization: string | undefined): boolean {
    const [given, expected] = [authorization ?? "", `Bearer ${this.#secret}`].map((text) => Buffer.from(text));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** Keeps a page's request until there is a question for it. */
  #hold(response: ServerResponse): void {
    this.#poll?.writeHead(204).end();
    if (this.#hasEnded) {
      response.writeHead(410).end();
      return;
    }
    this.#poll = response;
    const release = () => {
      clearTimeout(timer);
      if (this.#poll === response) this.#poll = undefined;
    };
    const timer = setTimeout(() => response.writeHead(204).end(), POLL);
    response.on("close", release).on("finish", release);
    this.#deliver();
  }

  /** Gives the page that waits the first question that no page has. */
  #deliver(): void {
    const [question, poll] = [this.#questions.find(({ page }) => page === undefined), this.#poll];
    if (question === undefined || poll === undefined || this.#page === undefined) return;
    question.page = this.#page;
    this.#poll = undefined;
    const { id, method, params } = question;
    poll.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id, method, params }));
  }

  #take(body: string): void {
    const said = JSON.parse(body) as { readonly id?: unknown; readonly result?: unknown; readonly error?: unknown };
    const question = this.#questions.find(({ id, page }) => id === said.id && page !== undefined);
    if (question === undefined) throw new Refused(409);
    question.answer(said.error === undefined ? { result: said.result } : { error: errorOf(said.error) });
  }

  /** Whoever had a question is gone. It is not asked again: a wallet may have sent what it was asked for. */
  #leave(): void {
    for (const question of this.#questions.filter(({ page }) => page !== undefined))
      question.answer({ error: new WalletGoneError() });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST) throw new Refused(413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
