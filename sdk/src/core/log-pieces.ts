import { id, type Provider } from "ethers";
import type { Address } from "./address";
import { blockAt } from "./block-at";
import { InvalidInputError, UnexpectedError, type NationError } from "./errors";
import { CHANNEL_DEFAULTS, channelTo, type Channel } from "./evidence/channel";
import { nodeOf, type ChainLog, type LogFilter, type Node } from "./evidence/node";
import { crowdedLogs } from "./evidence/crowded";
import { sweep, type Span } from "./evidence/sweep";
import { toNationError } from "./classification";
import {
  NetworkFaultError,
  NodeFaultError,
  NodeRefusedError,
  RateLimitError,
  TooMuchAskedError,
  UnsupportedError,
} from "./node-errors";
import { retrying } from "./retries";

/** Where in the chain's log to look. */
export interface LogRange {
  /** The first block; the nation's first if left out. */
  readonly from?: number;
  /** The last block; the latest if left out. */
  readonly to?: number;
  /** Asks in pieces of so many blocks. If left out, all at once, and in smaller pieces where the node refuses that. */
  readonly blocksPerRequest?: number;
}

/** What is looked for, and on whose behalf: with a nation, nothing is looked for long before its founding. */
export interface Looking {
  readonly provider: Provider;
  readonly filter: LogFilter;
  readonly nation?: Address | undefined;
}

/** What a node calls a range too wide, beside saying so: these are tried with less. */
const MAYBE_TOO_MUCH = [
  TooMuchAskedError,
  UnsupportedError,
  RateLimitError,
  NodeFaultError,
  NodeRefusedError,
  UnexpectedError,
];

/** Whether a node may have refused because of what a request spans. */
export const isMaybeTooMuch = (refusal: NationError): boolean => MAYBE_TOO_MUCH.some((kind) => refusal instanceof kind);

/** Logs in pieces of so many blocks. */
export async function inPieces(
  looking: Looking,
  { from, to, blocksPerRequest }: LogRange & { readonly blocksPerRequest: number },
): Promise<ChainLog[]> {
  if (!Number.isSafeInteger(blocksPerRequest) || blocksPerRequest < 1) {
    const found = String(blocksPerRequest);
    throw new InvalidInputError({ what: "a number of blocks", found, allowed: "a whole number from 1" });
  }
  const { node } = gentle(looking.provider);
  const last = to ?? (await retrying(() => node.head()));
  const found: ChainLog[] = [];
  for (let first = from ?? (await birthOf(looking, node)); first <= last; first += blocksPerRequest) {
    const span = { from: first, to: Math.min(first + blocksPerRequest - 1, last) };
    found.push(...(await retrying(() => node.logs(looking.filter, span))));
  }
  return found;
}

/** Logs in pieces as large as a node takes, after it refused the whole range. */
export async function inWhatTheNodeAllows(
  looking: Looking,
  { range: { from, to }, refusal }: { readonly range: LogRange; readonly refusal: NationError },
): Promise<ChainLog[]> {
  if (!isMaybeTooMuch(refusal)) throw refusal;
  const { node, slowDown } = gentle(looking.provider);
  const last = to ?? (await retrying(() => node.head()));
  // One that does not answer for a single block either has not found the range too wide.
  const logs = (span: Span) => node.logs(looking.filter, span);
  const insist = (span: Span) =>
    retrying(() =>
      logs(span).catch((failure: unknown) => {
        if (toNationError(failure) instanceof NetworkFaultError) throw failure;
        return crowdedLogs(node, { filter: looking.filter, block: span.from, refusal: failure });
      }),
    );
  await insist({ from: last, to: last }).catch((error: unknown) => {
    const failure = toNationError(error);
    throw failure instanceof NetworkFaultError ? failure : refusal;
  });
  const first = from ?? (await birthOf(looking, node));
  const found = await sweep<ChainLog>(
    { from: first, to: last },
    {
      ask: logs,
      insist,
      isExcuse: (error) => toNationError(error) instanceof NetworkFaultError,
      rest: (tries) => {
        slowDown();
        return new Promise((resolve) => setTimeout(resolve, 60 * 2 ** tries));
      },
    },
  );
  return found.logs;
}

/** A node that is asked no more at once than public ones bear. */
export function gentle(provider: Provider): {
  readonly node: Node;
  readonly channel: Channel | undefined;
  readonly slowDown: () => void;
} {
  const channel = channelTo(provider, CHANNEL_DEFAULTS);
  return { node: nodeOf(channel ?? provider), channel, slowDown: () => channel?.slowDown() };
}

/** So long before a nation's own contract its institutions may have been built, in seconds: a founding can be interrupted. */
const BEFORE = 86_400;

const births = new WeakMap<Provider, Map<Address, Promise<number>>>();

/** The block before which no institution of a nation had anything to log; the chain's first without a nation. */
export function birthOf({ provider, nation }: Omit<Looking, "filter">, node: Node): Promise<number> {
  if (nation === undefined) return Promise.resolve(0);
  const known = births.get(provider) ?? new Map<Address, Promise<number>>();
  births.set(provider, known);
  let birth = known.get(nation);
  if (birth === undefined) {
    birth = findBirth(node, nation);
    birth.catch(() => known.delete(nation));
    known.set(nation, birth);
  }
  return birth;
}

async function findBirth(node: Node, nation: Address): Promise<number> {
  const head = await retrying(() => node.head());
  const data = id("foundedAt()").slice(0, 10);
  const answer = await retrying(() => node.call({ to: nation, data }, head));
  return blockAt(Number(BigInt(answer)) - BEFORE, {
    head,
    timestampOf: (number) =>
      retrying(async () => {
        const block = await node.block(number);
        if (block === null) throw new NodeFaultError(`it does not have block ${number}`);
        return block.timestamp;
      }),
  });
}
