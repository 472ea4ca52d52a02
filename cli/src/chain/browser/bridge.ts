import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { NationError } from "../../../../sdk/src";
import { UnsettledError } from "../../errors";
import { ELSEWHERE, LONGEST, PAGE, POLICY, type Asked } from "./page";

/** How long a page waits for the next question before it asks again, in milliseconds: less than browsers and proxies wait. */
const POLL = 20_000;

/** How long a person has for an answer, in milliseconds. */
const TIMEOUT = 15 * 60_000;

/** How long the page has to hear that the command has ended, in milliseconds. */
const GRACE = 500;

/** How long no page may wait for a question that there is before the person is told, in milliseconds. */
const ABSENCE = 3_000;

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

/** The wallet was asked for something else than to send. */
class WalletFailedError extends NationError {
  override readonly name: string;

  constructor(name: string, words: readonly [problem: string, advice: string]) {
    super(...words);
    this.name = name;
  }
}

/** The wallet was asked to send: whether it did is not known. */
class WalletUnsettledError extends UnsettledError {
  override readonly name: string;

  constructor(name: string, message: string) {
    super({ message, advice: "Look in the wallet whether anything was sent before you do it again." });
    this.name = name;
  }
}

const failed = (method: Asked, name: string, problem: string, advice: string): NationError =>
  method === "eth_sendTransaction"
    ? new WalletUnsettledError(name, problem)
    : new WalletFailedError(name, [problem, advice]);

const AGAIN = "Run the command again, and leave the page that it names open until it has ended.";

/** The page was closed while the wallet was asking. */
export const walletGone = (method: Asked): NationError =>
  failed(method, "WalletGoneError", "The page was closed before the wallet answered.", AGAIN);

/** Nobody opened the page, or answered the wallet, in time. */
export const walletSilent = (method: Asked): NationError =>
  failed(method, "WalletSilentError", "The wallet did not answer.", AGAIN);

/** What the wallet answered cannot be read. */
export const walletUnreadable = (method: Asked): NationError =>
  failed(method, "WalletUnreadableError", "The wallet's answer cannot be read.", "Try it with another wallet.");

/** What a bridge may be given. */
export interface BridgeOptions {
  /** Told the page's address when a question waits, and the page that was open is no more. */
  readonly onAbsence?: (url: string) => void;
}

/**
 * Asks the wallet of a browser, through a page that is served on this machine alone. Only who knows the page's address, with a secret
 * that is made anew each time and never sent but by the page itself, gets questions and answers them.
 */
export class WalletBridge {
  readonly #secret = randomBytes(32).toString("hex");
  readonly #server: Server;
  readonly #questions: Question[] = [];
  readonly #onAbsence: ((url: string) => void) | undefined;
  #asked = 0;
  /** The newest page, which gets the questions; and those before it. */
  #page: string | undefined;
  readonly #earlier = new Set<string>();
  #poll: ServerResponse | undefined;
  #absence: NodeJS.Timeout | undefined;
  #hasEnded = false;

  private constructor({ onAbsence }: BridgeOptions) {
    this.#onAbsence = onAbsence;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Begins to serve the page, on a free port of this machine. */
  static async open(options: BridgeOptions = {}): Promise<WalletBridge> {
    const bridge = new WalletBridge(options);
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
        question.answer({ error: walletSilent(method) });
      }, TIMEOUT);
      this.#questions.push(question);
      this.#deliver();
    });
  }

  /** Ends. The page says so. */
  async close(): Promise<void> {
    this.#hasEnded = true;
    clearTimeout(this.#absence);
    this.#poll?.writeHead(410).end();
    for (const question of [...this.#questions]) question.answer({ error: walletGone(question.method) });
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
    switch (url) {
      case "/next":
        await readBody(request);
        this.#meet(page);
        this.#hold(response, page);
        return;
      case "/answer":
        await this.#take(request, page);
        break;
      case "/gone":
        this.#leave(page);
        break;
      default:
        throw new Refused(404);
    }
    response.writeHead(204).end();
  }

  /** A page that was not seen before is the newest: the questions go to it from now on. What another one shows, that one answers. */
  #meet(page: string): void {
    if (page === this.#page || this.#earlier.has(page)) return;
    if (this.#page !== undefined) this.#earlier.add(this.#page);
    this.#page = page;
    this.#poll?.writeHead(410).end(ELSEWHERE);
    this.#poll = undefined;
  }

  #isKnown(authorization: string | undefined): boolean {
    const [given, expected] = [authorization ?? "", `Bearer ${this.#secret}`].map((text) => Buffer.from(text));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** Keeps the newest page's request until there is a question for it. */
  #hold(response: ServerResponse, page: string): void {
    if (this.#hasEnded || page !== this.#page) {
      response.writeHead(410).end(this.#hasEnded ? "" : ELSEWHERE);
      return;
    }
    this.#poll?.writeHead(204).end();
    this.#poll = response;
    const release = () => {
      clearTimeout(timer);
      if (this.#poll === response) this.#poll = undefined;
      this.#deliver();
    };
    const timer = setTimeout(() => response.writeHead(204).end(), POLL);
    response.on("close", release);
    this.#deliver();
  }

  /** Gives the page that waits the first question that no page has. Where none waits for long, the person is told. */
  #deliver(): void {
    clearTimeout(this.#absence);
    const [question, poll] = [this.#questions.find(({ page }) => page === undefined), this.#poll];
    if (question === undefined || this.#page === undefined || this.#hasEnded) return;
    if (poll === undefined) {
      this.#absence = setTimeout(() => {
        if (!this.#questions.includes(question)) return;
        if (this.#questions.some(({ page }) => page === this.#page)) this.#deliver();
        else this.#onAbsence?.(this.url);
      }, ABSENCE);
      return;
    }
    question.page = this.#page;
    this.#poll = undefined;
    const { id, method, params } = question;
    poll.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id, method, params }));
  }

  /** Takes what a page answers to the question that it shows. What cannot be read ends the question: no other answer comes. */
  async #take(request: IncomingMessage, page: string): Promise<void> {
    let said: Said;
    try {
      said = saidIn(await readBody(request));
    } catch (error) {
      for (const question of this.#heldBy(page)) question.answer({ error: walletUnreadable(question.method) });
      throw error;
    }
    const question = this.#heldBy(page).find(({ id }) => id === said.id);
    if (question === undefined) throw new Refused(409);
    if (said.error !== undefined) question.answer({ error: errorOf(said.error) });
    else if ("result" in said) question.answer({ result: said.result });
    else question.answer({ error: walletUnreadable(question.method) });
  }

  #heldBy(page: string): readonly Question[] {
    return this.#questions.filter((question) => question.page === page);
  }

  /** A page is gone, and with it what it showed. It is not asked again: a wallet may have sent what it was asked for. */
  #leave(page: string): void {
    for (const question of this.#heldBy(page)) question.answer({ error: walletGone(question.method) });
    if (page !== this.#page) return;
    // Nobody reads any more what it waited for.
    this.#poll?.writeHead(204).end();
    this.#poll = undefined;
    this.#deliver();
  }
}

/** What a page says of a question. */
interface Said {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

function saidIn(body: string): Said {
  const said = JSON.parse(body) as unknown;
  if (typeof said !== "object" || said === null) throw new Refused(400);
  return said;
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
