import type { Connection } from "./directory";
import type { LogRange } from "./logs";
import type { Wei } from "./units";
import type { AsyncWrite, Estimate, Overrides, PendingWrite, Write } from "./write";

/** Something that anyone can carry out now, and should. */
export interface DueAct {
  /** What it is. The same act has the same key, and the next one another. */
  readonly key: string;
  /** What it does, in a sentence. */
  readonly text: string;
  /** Native coin that goes with it. */
  value(): Promise<Wei>;
  /** Whether it would change something; throws what sending would. */
  isUseful(): Promise<boolean>;
  estimate(overrides: Overrides): Promise<Estimate>;
  send(overrides: Overrides): Promise<PendingWrite<unknown>>;
}

/** What an institution is asked when it is asked what is due. */
export interface DueQuery extends LogRange {
  readonly connection: Connection;
  /** How many of its records to look through, from the last one back. */
  readonly atMost: number;
  /** Where it keeps what is done for good, so that it is not read again: by words of its own. */
  readonly finished: Set<string>;
  /** Gives the signature of a round of drand's, as a relay serves it; undefined if that does not have it. */
  readonly fetchRound?: (round: number) => Promise<string | undefined>;
}

/** What is due at an institution now. */
export type Due = (query: DueQuery) => Promise<readonly DueAct[]>;

/** How many records are read in one request: public nodes refuse more of the largest. */
const BATCH = 3;

/** Reads the last records that are not finished, three in a request, the oldest first. */
export async function readUnfinished<Id extends bigint, Found>(
  { atMost, finished }: Pick<DueQuery, "atMost" | "finished">,
  last: bigint,
  toId: (id: bigint) => Id,
  read: (ids: readonly Id[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const ids: Id[] = [];
  const first = last > BigInt(atMost) ? last - BigInt(atMost) + 1n : 1n;
  for (let id = first; id <= last; ++id) if (!finished.has(String(id))) ids.push(toId(id));
  return inBatches(ids, read);
}

/** Reads three in a request. */
export async function inBatches<Id, Found>(
  ids: readonly Id[],
  read: (ids: readonly Id[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let next = 0; next < ids.length; next += BATCH) found.push(...(await read(ids.slice(next, next + BATCH))));
  return found;
}

/** An act of the SDK's that is due. */
export const dueAct = <Params, Output>(
  key: string,
  text: string,
  write: Write<Params, unknown, Output> | AsyncWrite<Params, unknown, Output>,
  params: Params,
  changes: (output: Output) => boolean = () => true,
): DueAct => ({
  key,
  text,
  value: async () => (await write.call(params)).value,
  isUseful: async () => changes(await write.simulate(params)),
  estimate: (overrides) => write.estimate(params, overrides),
  send: (overrides) => write(params, overrides),
});
