import type { ChainLog, LogFilter, Node } from "./node";

const listOf = (one: string | readonly string[]): readonly string[] =>
  (typeof one === "string" ? [one] : one).map((text) => text.toLowerCase());

/** Whether a filter lets a log through. */
export function letsThrough({ address, topics = [] }: LogFilter, log: ChainLog): boolean {
  if (address !== undefined && !listOf(address).includes(log.address.toLowerCase())) return false;
  return topics.every((due, place) => {
    const found = log.topics[place];
    return due === null ? found !== undefined : found !== undefined && listOf(due).includes(found.toLowerCase());
  });
}

/**
 * The logs of a block that holds more of them than a node tells at once, by the receipts of its transactions: anyone can fill a block
 * with events.
 *
 * @throws The refusal, if the node tells the logs of no other block either: then it did not refuse for what is in this one.
 */
export async function crowdedLogs(
  node: Node,
  { filter, block, refusal }: { readonly filter: LogFilter; readonly block: number; readonly refusal: unknown },
): Promise<ChainLog[]> {
  // No contract had anything to log in the first block.
  const isForOthers = await node.logs(filter, { from: 0, to: 0 }).then(
    () => true,
    () => false,
  );
  if (!isForOthers) throw refusal;
  return (await node.receiptLogs(block)).filter((log) => letsThrough(filter, log));
}
