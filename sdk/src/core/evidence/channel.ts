import { JsonRpcProvider, type JsonRpcPayload, type Provider } from "ethers";

/** How gently a node is asked. Everything has a default that suits public nodes. */
export interface ChannelOptions {
  /** The most requests that are put into one batch. */
  readonly perBatch: number;
  /** The most requests that are under way at once. */
  readonly inFlight: number;
}

export const CHANNEL_DEFAULTS: ChannelOptions = { perBatch: 3, inFlight: 60 };

/** How many requests are under way at first. Each answer allows a little more. */
const AT_FIRST = 12;

/** A provider that takes requests as they are. */
export interface RawProvider {
  send(method: string, params: unknown[]): Promise<unknown>;
}

export const isRaw = (provider: object): provider is RawProvider =>
  "send" in provider && typeof provider.send === "function";

interface Waiting {
  readonly method: string;
  readonly params: unknown[];
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Answer {
  readonly id: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message?: string; readonly data?: unknown };
}

/** What a node answers with instead of a result. */
class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(
    message: string,
    readonly data: unknown,
  ) {
    super(message);
  }
}

/** Sends requests to a node: never more at once than it bears, and never more in one batch than nodes take. */
export class Channel implements RawProvider {
  readonly #waiting: Waiting[] = [];
  readonly #post: (requests: readonly Waiting[]) => Promise<void>;
  readonly #perBatch: number;
  readonly #most: number;
  #allowed: number;
  #underWay = 0;
  #isDue = false;
  #id = 0;

  constructor(provider: RawProvider, { perBatch, inFlight }: ChannelOptions = CHANNEL_DEFAULTS) {
    if (isPlain(provider)) {
      this.#perBatch = perBatch;
      this.#most = inFlight;
      this.#post = (requests) => this.#postBatch(provider, requests);
    } else {
      // Whoever gathers requests into batches puts no more into one than are under way.
      this.#perBatch = 1;
      this.#most = gathersMoreThan(provider, perBatch) ? perBatch : inFlight;
      this.#post = async ([{ method, params, resolve, reject }]) => provider.send(method, params).then(resolve, reject);
    }
    this.#allowed = Math.min(AT_FIRST, this.#most);
  }

  send(method: string, params: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ method, params, resolve, reject });
      this.#pumpSoon();
    });
  }

  /** The node excused itself: fewer requests are under way from now on. */
  slowDown(): void {
    this.#allowed = Math.max(this.#perBatch, this.#allowed * 0.7);
  }

  /** What is asked for in the same moment goes together. */
  #pumpSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#waiting.length > 0 && this.#underWay < Math.max(1, Math.floor(this.#allowed))) {
      const requests = this.#waiting.splice(0, this.#perBatch);
      this.#underWay += requests.length;
      void this.#post(requests).finally(() => {
        this.#underWay -= requests.length;
        this.#pumpSoon();
      });
    }
  }

  async #postBatch(provider: JsonRpcProvider, requests: readonly Waiting[]): Promise<void> {
    const payloads = requests.map(({ method, params }): JsonRpcPayload => ({
      id: (this.#id += 1),
      jsonrpc: "2.0",
      method,
      params,
    }));
    try {
      const answers: readonly (Answer | null)[] = await provider._send(payloads.length === 1 ? payloads[0] : payloads);
      for (const [index, { resolve, reject }] of requests.entries()) {
        const answer = answers.find((one) => one?.id === payloads[index].id);
        if (answer?.error !== undefined)
          reject(new RefusedError(answer.error.message ?? "no reason", answer.error.data));
        else if (answer?.result === undefined) reject(new RefusedError("missing response", undefined));
        else resolve(answer.result);
      }
      this.#allowed = Math.min(this.#most, this.#allowed + requests.length / 4);
    } catch (error) {
      for (const { reject } of requests) reject(error);
    }
  }
}

/** Whether a provider is ethers' own for HTTP, with nothing put between it and the node. */
const isPlain = (provider: object): provider is JsonRpcProvider =>
  Object.getPrototypeOf(provider) === JsonRpcProvider.prototype &&
  !Object.hasOwn(provider, "send") &&
  !Object.hasOwn(provider, "_send");

/** Whether a provider puts more requests into one batch. */
const gathersMoreThan = (provider: object, perBatch: number): boolean =>
  "_getOption" in provider &&
  typeof provider._getOption === "function" &&
  Number((provider as { _getOption(key: string): unknown })._getOption("batchMaxCount")) > perBatch;

/** A channel to the node behind a provider; undefined if the provider takes no requests as they are. */
export const channelTo = (provider: Provider, options: ChannelOptions): Channel | undefined =>
  isRaw(provider) ? new Channel(provider, options) : undefined;
