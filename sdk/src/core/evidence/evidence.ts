import type { Provider, Result } from "ethers";
import { multicall, type Read } from "../reader";
import { CHANNEL_DEFAULTS, channelTo, type Channel, type ChannelOptions } from "./channel";
import { crowdedLogs } from "./crowded";
import { nodeOf, type ChainBlock, type ChainLog, type ChainTransaction, type LogFilter, type Node } from "./node";
import { sweep, type Span } from "./sweep";

/** Asks the node, and again if it does not answer sensibly. */
export type Insist = <answer>(what: string, request: () => Promise<answer>) => Promise<answer>;

/** How to gather evidence. */
export interface Gathering extends Partial<ChannelOptions> {
  readonly insist: Insist;
}

/** A node does not have what it has shown to exist: another one is to be asked, or the same one later. */
export class StaleNodeError extends Error {
  override readonly name = "StaleNodeError";
}

/** After so few requests a second reading costs next to nothing. */
const TWICE = 512;

/** So many blocks at the end are asked for by their hashes, too: a node that is behind would say that they have no logs. */
const TAIL = 8;

/** How often logs are read at most, until two readings in a row are alike. */
const READINGS = 8;

/** How often the latest block is asked for. */
const HEADS = 3;

/** So many reads go into one call: nodes limit what a call may burn. */
const READS = 150;

/**
 * What the chain tells of a nation, at one block: values, code, and every log since the nation's birth. Each log is read once,
 * for all contracts together, and looked up afterwards.
 */
export class Evidence {
  readonly #node: Node;
  readonly #insist: Insist;
  readonly #byAddress = new Map<string, ChainLog[]>();
  readonly #codes = new Map<string, Promise<string>>();
  readonly #transactions = new Map<string, Promise<ChainTransaction | null>>();

  private constructor(
    private readonly provider: Provider,
    private readonly channel: Channel | undefined,
    /** The first block looked at. */
    readonly from: number,
    /** The block at which everything is read. */
    readonly pin: ChainBlock,
    insist: Insist,
  ) {
    this.#node = nodeOf(channel ?? provider);
    this.#insist = insist;
  }

  /**
   * Pins the latest block, of several that the node names: behind one address there may be many nodes, not all of which have it.
   *
   * @param least A block that is known to exist.
   */
  static async pinned(
    provider: Provider,
    { from, least = from, insist, ...options }: Gathering & { readonly from: number; readonly least?: number },
  ): Promise<Evidence> {
    const channel = channelTo(provider, { ...CHANNEL_DEFAULTS, ...options });
    const node = nodeOf(channel ?? provider);
    let number = 0;
    for (let sample = 1; sample <= HEADS; ++sample) {
      const head = await insist("the latest block", async () => {
        const found = Math.max(number, await node.head());
        if (sample === HEADS && found < least)
          throw new StaleNodeError(`The node is at block ${found}, and block ${least} exists.`);
        return found;
      });
      number = Math.max(number, head);
    }
    return new Evidence(provider, channel, from, await blockOf(node, number, insist), insist);
  }

  /** The same block of the same chain, for a nation that was born at a block. */
  since(from: number): Evidence {
    return new Evidence(this.provider, this.channel, from, this.pin, this.#insist);
  }

  /** Reads something else of the node, as gently as the rest. */
  read<answer>(what: string, request: (node: Node) => Promise<answer>): Promise<answer> {
    return this.#insist(what, () => request(this.#node));
  }

  /** A block that is known to exist. */
  block(number: number): Promise<ChainBlock> {
    return number === this.pin.number ? Promise.resolve(this.pin) : blockOf(this.#node, number, this.#insist);
  }

  /** Code at the pinned block. */
  code(address: string): Promise<string> {
    let known = this.#codes.get(address);
    if (known === undefined) {
      known = this.read("a contract's code", (node) => node.code(address, this.pin.number));
      this.#codes.set(address, known);
    }
    return known;
  }

  /** The transaction that raised a log; null if the node has forgotten it. */
  transaction(log: ChainLog): Promise<ChainTransaction | null> {
    let known = this.#transactions.get(log.transactionHash);
    if (known === undefined) {
      known = this.read("a transaction", (node) => node.transaction(log));
      this.#transactions.set(log.transactionHash, known);
    }
    return known;
  }

  /** The transactions of a block that is known to exist; undefined if the node has forgotten them. */
  async transactionsOf(number: number): Promise<readonly ChainTransaction[] | undefined> {
    return (await this.read("a block's transactions", (node) => node.transactionsOf(number))) ?? undefined;
  }

  /** What a call gives at the pinned block. */
  call(
    what: string,
    request: { readonly from?: string; readonly to?: string; readonly data: string },
  ): Promise<string> {
    return this.read(what, (node) => node.call(request, this.pin.number));
  }

  /** Results that hold at the pinned block. */
  async multicall<Value = Result>(what: string, reads: readonly Read<Value>[]): Promise<Value[]> {
    const parts: (readonly Read<Value>[])[] = [];
    for (let start = 0; start < reads.length; start += READS) parts.push(reads.slice(start, start + READS));
    const answers = await Promise.all(
      parts.map((part) =>
        this.read(what, async () => {
          const { values, at } = await multicall((this.channel ?? this.provider) as Provider, part, {
            block: this.pin.number,
          });
          if (at < BigInt(this.pin.timestamp))
            throw new StaleNodeError(`The node answered as of ${at}, before block ${this.pin.number}.`);
          return values as Value[];
        }),
      ),
    );
    return answers.flat();
  }

  /** Every log of some contracts from the nation's birth to the pinned block, in order. */
  async logsOf(addresses: readonly string[]): Promise<ChainLog[]> {
    const missing = [...new Set(addresses)].filter((one) => !this.#byAddress.has(one));
    if (missing.length > 0) {
      const logs = await this.search({ address: missing });
      for (const one of missing) this.#byAddress.set(one, []);
      for (const log of logs) this.#byAddress.get(log.address)?.push(log);
    }
    return addresses.length === 1
      ? this.#byAddress.get(addresses[0])!
      : inOrder([...new Set(addresses)].flatMap((one) => this.#byAddress.get(one)!));
  }

  /** Every log from the nation's birth to the pinned block that a filter lets through, in order. */
  async search(filter: LogFilter, whole: Span = { from: this.from, to: this.pin.number }): Promise<ChainLog[]> {
    const once = () =>
      sweep<ChainLog>(whole, {
        ask: (span) => this.#node.logs(filter, span),
        insist: ({ from, to }) => this.#insistOn(filter, from, (node) => node.logs(filter, { from, to })),
        isExcuse,
        rest: (tries) => {
          this.channel?.slowDown();
          return new Promise((resolve) => setTimeout(resolve, 60 * 2 ** tries));
        },
      });
    const first = await once();
    const found = [...first.logs];
    // What one node keeps back another tells: a log that was told exists. Two readings in a row must tell all that is known.
    for (let alike = 1, tries = 1; first.requests <= TWICE && alike < 2 && tries < READINGS; ++tries) {
      const before = inOrder(found).length;
      const again = (await once()).logs;
      found.push(...again);
      const all = inOrder(found).length;
      if (inOrder(again).length === all) alike = all === before ? alike + 1 : 1;
    }
    if (whole.to === this.pin.number) found.push(...(await this.#tail(filter, whole.from)));
    return inOrder(found);
  }

  /**
   * How many logs of some contracts were kept back that stand beside a log: asked for by its block's hash, and by the receipt of its
   * transaction. What the node does not answer adds none.
   *
   * @returns How many, and whether the node has the receipt.
   */
  async untoldBeside({ blockNumber, blockHash, transactionHash }: ChainLog, addresses: readonly string[]) {
    const keyOf = (one: ChainLog) => `${one.blockNumber} ${one.index} ${one.blockHash}`;
    const known = new Set((await this.logsOf(addresses)).map(keyOf));
    const asked = await Promise.all([
      this.#ifAnswered((node) => node.logsOf({ address: addresses }, blockHash)),
      this.#ifAnswered((node) => node.transactionLogs(transactionHash)),
    ]);
    const beside = asked.flatMap((logs) => logs ?? []).filter((one) => one.blockNumber === blockNumber);
    const more = inOrder(beside).filter((one) => addresses.includes(one.address) && !known.has(keyOf(one))).length;
    return { more, isShown: (asked[1] ?? null) !== null };
  }

  /** Asks twice at most, for what may be left unanswered. */
  #ifAnswered<answer>(ask: (node: Node) => Promise<answer>): Promise<answer | undefined> {
    return ask(this.#node)
      .catch(() => ask(this.#node))
      .catch(() => undefined);
  }

  /** The logs of the last blocks, from nodes that have them. */
  async #tail(filter: LogFilter, from: number): Promise<ChainLog[]> {
    const first = Math.max(from, this.pin.number - TAIL + 1);
    const numbers = Array.from({ length: this.pin.number - first + 1 }, (_, index) => first + index);
    const logs = numbers.map(async (number) => {
      const { hash } = await this.block(number);
      const found = await this.#insistOn(filter, number, (node) => node.logsOf(filter, hash));
      return found.filter(({ blockHash }) => blockHash === hash);
    });
    return (await Promise.all(logs)).flat();
  }

  /** The logs of one block, which may hold more than the node tells at once. */
  #insistOn(filter: LogFilter, block: number, ask: (node: Node) => Promise<ChainLog[]>): Promise<ChainLog[]> {
    return this.read("the logs of a block", (node) =>
      ask(node).catch((refusal: unknown) => {
        if (isExcuse(refusal)) throw refusal;
        return crowdedLogs(node, { filter, block, refusal });
      }),
    );
  }
}

/** Logs in the chain's order, each once. */
export function inOrder(logs: readonly ChainLog[]): ChainLog[] {
  const unique = new Map(logs.map((log) => [`${log.blockNumber} ${log.index} ${log.blockHash}`, log]));
  return [...unique.values()].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
}

const blockOf = (node: Node, number: number, insist: Insist): Promise<ChainBlock> =>
  insist("a block", async () => {
    const block = await node.block(number);
    if (block?.number !== number) throw new StaleNodeError(`The node does not have block ${number}.`);
    return block;
  });

// Nodes agree on no codes: their words decide.
const EXCUSE =
  /\b429\b|too many requests|request(s)? rate|rate.?limit|throttl|capacity|slow down|try again|busy|overload|unavailable|internal error|time(d)? ?out|econn|socket|missing response|bad gateway/i;
const TOO_MUCH =
  /range|blocks|results|response size|more than|exceed|limit(ed)? to|too (wide|large|many (logs|results))/i;

/** Whether a node excused itself, rather than found that too much was asked of it. */
function isExcuse(error: unknown): boolean {
  const words = wordsOf(error);
  return EXCUSE.test(words) && !TOO_MUCH.test(words.replace(/rate.?limit\S*( exceeded)?|too many requests/gi, ""));
}

/** Everything that a node said, however deep it is wrapped. */
function wordsOf(error: unknown): string {
  const words: string[] = [];
  for (let one = error, depth = 0; typeof one === "object" && one !== null && depth < 5; ++depth) {
    const { message, shortMessage, responseBody, error: inner, info, cause } = one as Record<string, unknown>;
    words.push(...[message, shortMessage, responseBody].filter((word) => typeof word === "string"));
    one = inner ?? info ?? cause;
  }
  return words.join(" ");
}
