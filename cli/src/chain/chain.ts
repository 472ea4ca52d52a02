import { getAddress, type JsonRpcProvider, type Signer } from "ethers";
import { isLocalChain, openNode, withRetries } from "../../../sdk/src/core";
import { CommandError, usageError } from "../errors";
import { localAccount } from "./development";
import { networkOf, type KnownNetwork } from "./networks";

/** How a chain asks for fees. */
export type FeeModel = "EIP-1559" | "legacy";

/** A chain that is open. */
export interface Chain {
  readonly provider: JsonRpcProvider;
  readonly chainId: bigint;
  readonly isLocal: boolean;
  readonly network: KnownNetwork;
  /** Where its node is, without what may be a key in the address. */
  readonly origin: string;
  /** Who acts there, where the chain itself comes with a key: a network of Hardhat's settings. */
  readonly owner?: () => Signer;
}

/** What of an RPC address may be shown. Its path often holds a key. */
export function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch (cause) {
    throw usageError("The node's address is none.", "Give it as in --rpc https://example.org", cause);
  }
}

/** How often to look for what was sent on a chain of one's own, which answers at once. */
const LOCAL_POLL_MS = 50;

/** Opens a chain by the address of a node: its id, and what is known of it, are found out. */
export async function openChain(url: string, settings: { readonly chainId?: number | undefined } = {}): Promise<Chain> {
  const origin = originOf(url);
  const provider = openNode(url, settings);
  let chainId: bigint;
  try {
    ({ chainId } = await withRetries(() => provider._detectNetwork()));
  } catch (cause) {
    throw new CommandError(`Nothing answers at ${origin}.`, "Start the node, or name another one: --rpc <url>", {
      cause,
      exit: "unreachable",
    });
  }
  const isLocal = isLocalChain(chainId);
  if (isLocal) provider.pollingInterval = LOCAL_POLL_MS;
  return { provider, chainId, isLocal, network: networkOf(chainId), origin };
}

/** How a chain asks for fees, as its last block shows. */
export async function feeModelOf({ provider }: Chain): Promise<FeeModel> {
  const block = await provider.getBlock("latest");
  return block?.baseFeePerGas == null ? "legacy" : "EIP-1559";
}

/** The page of a transaction; undefined where no explorer is known. */
export const transactionPage = ({ network }: Chain, hash: string): string | undefined =>
  network.explorer && `${network.explorer}/tx/${hash}`;

/** The accounts of citizens without addresses: on a local chain those after the founder's, elsewhere nobody's. */
export const accountsOn =
  ({ isLocal }: Pick<Chain, "isLocal">) =>
  ({ index }: { readonly index: number }): string | undefined =>
    isLocal ? getAddress(localAccount(index + 1).address) : undefined;
