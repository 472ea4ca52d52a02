/** The first block that is not earlier than a moment, or the latest one. */
export async function blockAt(
  timestamp: number,
  chain: { readonly head: number; readonly timestampOf: (block: number) => Promise<number> },
): Promise<number> {
  let [low, high] = [0, chain.head];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await chain.timestampOf(middle)) < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
