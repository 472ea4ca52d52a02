import { parseUnits, type Provider } from "ethers";
import { toNationError } from "../core/refusals";
import { NodeFaultError } from "../core/node-errors";
import { isRaw } from "../core/runner";
import type { Read } from "./retry";

/** What a transaction offers for a unit of gas, in wei. */
export interface Fees {
  readonly maxFeePerGas: bigint;
  /** The tip in that; null on a chain without EIP-1559. */
  readonly maxPriorityFeePerGas: bigint | null;
  /** What would be paid in the next block. */
  readonly price: bigint;
}

/** A tip that needs no second opinion. */
const USUAL_TIP = parseUnits("3", "gwei");

/** The fees to offer now. A node's tip that is out of all proportion is held against what the last blocks took. */
export async function currentFees({
  provider,
  read,
}: {
  readonly provider: Provider;
  readonly read: Read;
}): Promise<Fees> {
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = await read("the price of gas", async () => {
    const data = await provider.getFeeData();
    // A garbled answer shows as no price at all.
    if (data.maxFeePerGas === null && data.gasPrice === null) throw new NodeFaultError("it names no price of gas");
    return data;
  });
  if (maxFeePerGas === null || maxPriorityFeePerGas === null) {
    const price = gasPrice ?? maxFeePerGas ?? 0n;
    return { maxFeePerGas: price, maxPriorityFeePerGas: null, price };
  }
  const base = (maxFeePerGas - maxPriorityFeePerGas) / 2n;
  const tip =
    maxPriorityFeePerGas <= larger(base * 2n, USUAL_TIP)
      ? maxPriorityFeePerGas
      : smaller(maxPriorityFeePerGas, larger(await usualTip({ provider, read }), larger(base * 2n, USUAL_TIP)));
  return { maxFeePerGas: base * 2n + tip, maxPriorityFeePerGas: tip, price: base + tip };
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** How many blocks are asked for their tips. */
const BLOCKS = 5;

/** The largest of the middle tips that the last blocks took; zero if the node does not tell. */
async function usualTip({ provider, read }: { readonly provider: Provider; readonly read: Read }): Promise<bigint> {
  if (!isRaw(provider)) return 0n;
  return read("the tips of the last blocks", async () => {
    try {
      const history = await provider.send("eth_feeHistory", [`0x${BLOCKS.toString(16)}`, "latest", [50]]);
      const { reward = [] } = (history ?? {}) as { reward?: readonly (readonly string[])[] };
      return reward.map(([middle = "0x0"]) => BigInt(middle)).reduce(larger, 0n);
    } catch (error) {
      if (toNationError(error).retryable) throw error;
      return 0n;
    }
  });
}
