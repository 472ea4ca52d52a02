import { getAddress, HDNodeWallet, type JsonRpcProvider, Mnemonic, Wallet, type Provider, type Signer } from "ethers";
import { config } from "hardhat";
import { openNode } from "../../sdk/src/core";
import { isLocalChain } from "../../sdk/src/core/chains";
import { CommandError } from "./command";

/** The phrase from which local chains (Hardhat's node, anvil) derive their accounts. It is known to everyone. */
const LOCAL_PHRASE = "test test test test test test test test test test test junk";

/** An account of a local chain, by its place in the phrase. */
export const localAccount = (index: number): HDNodeWallet =>
  HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(LOCAL_PHRASE), `m/44'/60'/0'/0/${index}`);

/** A chain to found on. */
export interface Chain {
  readonly provider: Provider;
  readonly chainId: bigint;
  readonly isLocal: boolean;
  /** Who pays and founds. */
  founder(): Signer;
}

/** Opens a network of hardhat.config.ts by its name. */
export async function openChain(name: string): Promise<Chain> {
  const networks = Object.keys(config.networks).filter((network) => network !== "hardhat");
  const network = name === "hardhat" ? undefined : config.networks[name];
  if (network === undefined || !("url" in network) || network.url === undefined) {
    throw new CommandError(`There is no network "${name}" to found on.`, `Choose one of ${networks.join(", ")}.`);
  }
  const provider = openNode(network.url, { chainId: network.chainId });
  const chainId = await chainIdOf(provider, network.url);
  const isLocal = isLocalChain(chainId);
  const keys = Array.isArray(network.accounts) ? network.accounts : [];
  return {
    provider,
    chainId,
    isLocal,
    founder: () => {
      if (keys.length > 0) return new Wallet(keys[0], provider);
      if (isLocal) return localAccount(0).connect(provider);
      throw new CommandError(
        "There is no key to found with.",
        "Set FOUNDER_KEY in the environment, or store it: npx hardhat vars set FOUNDER_KEY",
      );
    },
  };
}

async function chainIdOf(provider: JsonRpcProvider, url: string): Promise<bigint> {
  try {
    return BigInt((await provider.send("eth_chainId", [])) as string);
  } catch (error) {
    throw new CommandError(
      `Nothing answers at ${new URL(url).origin}.`,
      "Start the node, or set the network's RPC address.",
      error,
    );
  }
}

/** The accounts of citizens without addresses: on a local chain those after the founder's, elsewhere nobody's. */
export const accountsOn =
  ({ isLocal }: Chain) =>
  ({ index }: { readonly index: number }): string | undefined =>
    isLocal ? getAddress(localAccount(index + 1).address) : undefined;
