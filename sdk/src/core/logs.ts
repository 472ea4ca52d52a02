import type { ChainLog } from "./evidence";
import { toNationError } from "./failures";
import { inPieces, inWhatTheNodeAllows, type Looking, type LogRange } from "./log-pieces";
import { retrying } from "./retries";

export type { LogRange } from "./log-pieces";

/**
 * The logs that a filter lets through, in order. A node that refuses the whole range is asked for less and less at once, from the
 * nation's founding on.
 *
 * @throws The `NationError` of the node's refusal, if it answers for no range at all.
 */
export async function readLogs(looking: Looking, range: LogRange = {}): Promise<readonly ChainLog[]> {
  const { provider, filter } = looking;
  const { from, to, blocksPerRequest } = range;
  if (blocksPerRequest !== undefined) return inPieces(looking, { ...range, blocksPerRequest });
  const { address, topics } = filter;
  const asked = {
    ...(address !== undefined && { address: [address].flat() }),
    ...(topics !== undefined && { topics: topics as (string | string[] | null)[] }),
  };
  try {
    return await retrying(() => provider.getLogs({ ...asked, fromBlock: from ?? 0, toBlock: to ?? "latest" }));
  } catch (error) {
    return inWhatTheNodeAllows(looking, { range, refusal: toNationError(error) });
  }
}
