import type { Provider } from "ethers";
import { inOrder, type ChainLog, type LogFilter } from "./evidence";
import { crowdedLogs } from "./evidence/crowded";
import type { Node } from "./evidence/node";
import { asNationError } from "./failures";
import { birthOf, gentle, isMaybeTooMuch, type Looking } from "./log-pieces";
import { NetworkFaultError, TooMuchAskedError } from "./node-errors";
import { retrying } from "./retries";

/** A span of blocks, both ends included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** So many blocks are asked for first: what lies in them fits in memory, whoever the node is. */
const FIRST = 65_536;

/** So many spans are asked for at once where there is little in them. */
const AT_ONCE = 24;

/** How long a span a node answers for: found out once. */
interface Reach {
  good: number;
  bad: number;
}

const reaches = new WeakMap<Provider, Reach>();

function reachOf(provider: Provider): Reach {
  const known = reaches.get(provider) ?? { good: 0, bad: Infinity };
  reaches.set(provider, known);
  return known;
}

/** What is walked through: logs that any of the filters lets through, from a block on back. */
export interface Walk {
  readonly filters: readonly LogFilter[];
  readonly to: number;
}

/** A stretch of a walk, the newest logs first. */
export interface Stretch {
  readonly logs: readonly ChainLog[];
  /** The first block of the stretch: everything from there on was seen. */
  readonly from: number;
}

/** Reads logs from a node in spans that it answers for. */
export class LogWalker {
  readonly #node: Node;
  /** What asks the same node, in the same batches. */
  readonly provider: Provider;
  readonly #reach: Reach;

  constructor(private readonly looking: Omit<Looking, "filter">) {
    const { node, channel } = gentle(looking.provider);
    this.#node = node;
    this.provider = (channel ?? looking.provider) as Provider;
    this.#reach = reachOf(looking.provider);
  }

  get node(): Node {
    return this.#node;
  }

  head(): Promise<number> {
    return retrying(() => this.#node.head());
  }

  /** The logs of a span, in order. What a node refuses is asked for in halves. */
  async logs(filters: readonly LogFilter[], span: Span): Promise<ChainLog[]> {
    const parts = await Promise.all(filters.map((filter) => this.#read(filter, span)));
    return parts.length === 1 ? parts[0] : inOrder(parts.flat());
  }

  /** Stretches from a block back to the nation's founding, as far as they are taken. */
  async *back({ filters, to }: Walk): AsyncGenerator<Stretch> {
    // Where the founding lies takes a search of its own: often the page is full before.
    let floor = 0;
    let isBounded = false;
    let next = to;
    let atOnce = 1;
    let length = Math.min(FIRST, this.#length() ?? FIRST);
    while (next >= floor) {
      const spans: Span[] = [];
      for (let end = next; spans.length < atOnce && end >= floor; end -= length) {
        spans.push({ from: Math.max(floor, end - length + 1), to: end });
      }
      const found = await Promise.all(spans.map((span) => this.logs(filters, span)));
      const { from } = spans[spans.length - 1];
      yield { logs: found.reverse().flat().reverse(), from };
      next = from - 1;
      if (!isBounded && next >= floor) floor = await birthOf(this.looking, this.#node);
      isBounded = true;
      // The longest span that a node takes first, then several at once.
      const allowed = this.#length();
      if (allowed === undefined) length *= 2;
      else {
        length = allowed;
        atOnce = Math.min(AT_ONCE, atOnce * 2);
      }
    }
  }

  /** The logs in some blocks, in order: blocks that lie near each other are asked for together. */
  async inBlocks(filters: readonly LogFilter[], blocks: readonly number[]): Promise<ChainLog[]> {
    const sorted = [...new Set(blocks)].sort((a, b) => a - b);
    const near = this.#reach.bad === Infinity ? 1_000 : Math.max(1, this.#reach.good);
    const spans: { from: number; to: number }[] = [];
    for (const block of sorted) {
      const last = spans.at(-1);
      if (last !== undefined && block - last.from < near) last.to = block;
      else spans.push({ from: block, to: block });
    }
    const found = await Promise.all(spans.map((span) => this.logs(filters, span)));
    return found.flat();
  }

  /** The longest span that the node is known to take; undefined while it refused none. */
  #length(): number | undefined {
    const { good, bad } = this.#reach;
    if (bad === Infinity) return undefined;
    return Math.max(1, bad > good * 1.1 + 1 ? Math.floor((good + bad) / 2) : good);
  }

  async #read(filter: LogFilter, span: Span): Promise<ChainLog[]> {
    const length = span.to - span.from + 1;
    try {
      const logs = await retrying(() => this.#node.logs(filter, span));
      this.#reach.good = Math.max(this.#reach.good, Math.min(length, this.#reach.bad - 1));
      return logs;
    } catch (error) {
      const refusal = await asNationError(error);
      if (!isMaybeTooMuch(refusal)) throw refusal;
      if (length === 1) {
        if (refusal instanceof NetworkFaultError) throw refusal;
        return retrying(() => crowdedLogs(this.#node, { filter, block: span.to, refusal }));
      }
      // One that answers for no block at all has not found the range too wide.
      if (!(refusal instanceof TooMuchAskedError) && this.#reach.good === 0) {
        await retrying(() => this.#node.logs(filter, { from: span.to, to: span.to })).catch(() => {
          throw refusal;
        });
      }
      // A crowded span is refused for what is in it: others as long may be answered for.
      if (length > this.#reach.good) this.#reach.bad = Math.min(this.#reach.bad, length);
      const middle = Math.floor((span.from + span.to) / 2);
      const later = await this.#read(filter, { from: middle + 1, to: span.to });
      const earlier = await this.#read(filter, { from: span.from, to: middle });
      return [...earlier, ...later];
    }
  }
}
