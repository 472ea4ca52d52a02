/** What tells when blocks were made. */
export interface BlockTimes {
  readonly head: number;
  readonly timestampOf: (block: number) => Promise<number>;
}

/**
 * The first block that is not earlier than a moment, or the latest one. Chains make blocks at a steady pace for long: where the
 * moment should lie between two known blocks is looked at first, and the middle in turns, so that no pace makes it slow.
 */
export async function blockAt(timestamp: number, { head, timestampOf }: BlockTimes): Promise<number> {
  let [low, high] = [0, head];
  let known: { readonly low: number; readonly high: number } | undefined;
  for (let turn = 0; low < high; ++turn) {
    // What lies below `low` is earlier; `high` is not earlier, or the latest.
    known ??= { low: await timestampOf(low), high: await timestampOf(high) };
    if (known.low >= timestamp) return low;
    const share = (timestamp - known.low) / Math.max(1, known.high - known.low);
    const isGuess = turn % 2 === 0 && share > 0 && share < 1;
    const guess = isGuess ? low + Math.round((high - low) * share) : Math.floor((low + high) / 2);
    const middle = Math.min(high - 1, Math.max(low, guess));
    const found = middle === low ? known.low : await timestampOf(middle);
    if (found < timestamp) {
      low = middle + 1;
      if (low < high) known = { low: await timestampOf(low), high: known.high };
    } else {
      high = middle;
      known = { low: known.low, high: found };
    }
  }
  return low;
}
