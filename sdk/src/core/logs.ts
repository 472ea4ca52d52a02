import type { ChainLog } from "./evidence";
import { asNationError } from "./failures";
import type { Looking, LogRange } from "./log-pieces";
import { retrying } from "./retries";

export type { LogRange } from "./log-pieces";

/** Loaded when a range must be asked for in pieces. */
const pieces = () => import("./log-pieces");

/**
 * The logs that a filter lets through, in order. A node that refuses the whole range is asked for less and less at once, from the
 * nation's founding on.
 *
 * @throws The `NationError` of the node's refusal, if it answers for no range at all.
 */
export async function readLogs(looking: Looking, range: LogRange = {}): Promise<readonly ChainLog[]> {
  const { provider, filter } = looking;
  const { from, to, blocksPerRequest } = range;
  if (blocksPerRequest !== undefined) return (await pieces()).inPieces(looking, { ...range, blocksPerRequest });
  // Loaded with the first logs: a page that only acts reads none.
  const { nodeOf } = await import("./evidence/node");
  const node = nodeOf(provider);
  try {
    return await retrying(() => node.logs(filter, { from: from ?? 0, to: to ?? "latest" }));
  } catch (error) {
    return (await pieces()).inWhatTheNodeAllows(looking, { range, refusal: await asNationError(error) });
  }
}
