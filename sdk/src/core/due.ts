import type { Connection } from "./directory";
import { isRevert, type RevertName } from "./errors";
import { asNationError } from "./failures";
import type { LogRange } from "./logs";
import type { AsyncWrite, Call, Estimate, Overrides, PendingWrite, Write } from "./write";

/** Something that anyone can carry out now, and should. */
export interface DueAct {
  /** What it is. The same act has the same key, and the next one another. */
  readonly key: string;
  /** What it does, in a sentence. */
  readonly text: string;
  /** The call that it is, with the native coin that goes with it. */
  call(): Promise<Call>;
  /** Whether it would change something; throws what sending would. */
  isUseful(): Promise<boolean>;
  estimate(overrides: Overrides): Promise<Estimate>;
  send(overrides: Overrides): Promise<PendingWrite<unknown>>;
}

/** What an institution is asked when it is asked what is due. */
export interface DueQuery extends LogRange {
  readonly connection: Connection;
  /** How many of its records to look through. */
  readonly atMost: number;
  /** How often it was asked before. */
  readonly turn: number;
  /** Where it keeps what is done for good, so that it is not read again: by words of its own. */
  readonly finished: Set<string>;
  /** Gives the signature of a round of drand's, as a relay serves it; undefined if that does not have it. */
  readonly fetchRound?: (round: number) => Promise<string | undefined>;
}

/** What is due at an institution now. */
export type Due = (query: DueQuery) => Promise<readonly DueAct[]>;

/** How many records are read in one request: public nodes refuse more of the largest. */
const BATCH = 3;

/**
 * Reads records that are not finished, three in a request: the last ones, and of the others some more each time, so that nobody hides one
 * under many.
 */
export async function readUnfinished<Id extends bigint, Found>(
  { atMost, finished, turn }: Pick<DueQuery, "atMost" | "finished" | "turn">,
  last: bigint,
  toId: (id: bigint) => Id,
  read: (ids: readonly Id[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const open: bigint[] = [];
  for (let id = 1n; id <= last; ++id) if (!finished.has(String(id))) open.push(id);
  return inBatches(someOf(open, atMost, turn).map(toId), read);
}

/** So many of them: half of these the last ones, and the others by turns. */
export function someOf<Item>(items: readonly Item[], atMost: number, turn: number): readonly Item[] {
  if (items.length <= atMost) return items;
  const newest = Math.ceil(atMost / 2);
  const older = items.slice(0, -newest);
  const first = (turn * (atMost - newest)) % older.length;
  const byTurns = [...older.slice(first), ...older.slice(0, first)].slice(0, atMost - newest);
  return [...byTurns, ...items.slice(-newest)];
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

/** What is due about one record. Where that cannot be read, an act that fails with the reason: it spoils no other. */
export async function dueOf(record: string, read: () => Promise<readonly DueAct[]>): Promise<readonly DueAct[]> {
  try {
    return await read();
  } catch (error) {
    const reason = await asNationError(error);
    const fail = () => Promise.reject(reason);
    const text = `What is due about ${record} could not be read.`;
    return [{ key: `read ${record}`, text, call: fail, isUseful: fail, estimate: fail, send: fail }];
  }
}

/** These acts without those that the contract refuses now, for one of the reasons given. */
export async function possible(acts: readonly DueAct[], refusals: readonly RevertName[]): Promise<DueAct[]> {
  const tried = await Promise.all(
    acts.map(async (act) => {
      try {
        await act.isUseful();
        return [act];
      } catch (error) {
        if (refusals.some((refusal) => isRevert(error, refusal))) return [];
        throw error;
      }
    }),
  );
  return tried.flat();
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
  call: async () => write.call(params),
  isUseful: async () => changes(await write.simulate(params)),
  estimate: (overrides) => write.estimate(params, overrides),
  send: (overrides) => write(params, overrides),
});
