import { JsonRpcApiProvider, type Provider } from "ethers";
import { asNationError } from "./failures";
import { UnexpectedError } from "./errors";
import { MissingStateError, UnsupportedError } from "./node-faults";

/**
 * How many transactions an account has sent, those on their way included: what its next nonce is. It bypasses ethers, which
 * caches answers for 250 ms and would repeat a nonce. A node that knows no pending transactions tells those that are in.
 */
export async function pendingNonce(provider: Provider, account: string): Promise<number> {
  const at = async (tag: "pending" | "latest"): Promise<number> =>
    provider instanceof JsonRpcApiProvider
      ? Number(await provider.send("eth_getTransactionCount", [account, tag]))
      : provider.getTransactionCount(account, tag);
  if (unpending.has(provider)) return at("latest");
  try {
    return await at("pending");
  } catch (error) {
    if (!(await knowsNone(error))) throw error;
    const latest = await at("latest");
    unpending.add(provider);
    return latest;
  }
}

/** Nodes that were found to know no pending transactions. */
const unpending = new WeakSet<Provider>();

const knowsNone = async (error: unknown): Promise<boolean> => {
  const failure = await asNationError(error);
  return [UnsupportedError, MissingStateError, UnexpectedError].some((kind) => failure instanceof kind);
};
