import { Wallet } from "ethers";
import { config } from "hardhat";
import { openChain, type Chain } from "../../cli/src/chain/chain";
import { localAccount } from "../../cli/src/chain/development";
import { CommandError } from "../../cli/src/errors";

/** Opens a network of hardhat.config.ts by its name. Whoever founds there has the key that the settings name. */
export async function openNetwork(name: string): Promise<Chain> {
  const networks = Object.keys(config.networks).filter((network) => network !== "hardhat");
  const network = name === "hardhat" ? undefined : config.networks[name];
  if (network === undefined || !("url" in network) || network.url === undefined) {
    throw new CommandError(`There is no network "${name}" to found on.`, `Choose one of ${networks.join(", ")}.`);
  }
  const chain = await openChain(network.url, { chainId: network.chainId });
  const keys = Array.isArray(network.accounts) ? network.accounts : [];
  return {
    ...chain,
    // Records are filed under the name that the settings give.
    network: { ...chain.network, name },
    owner: () => {
      if (keys.length > 0) return new Wallet(keys[0], chain.provider);
      if (chain.isLocal) return localAccount(0).connect(chain.provider);
      throw new CommandError(
        "There is no key to found with.",
        "Set FOUNDER_KEY in the environment, or store it: npx hardhat vars set FOUNDER_KEY",
        { exit: "locked" },
      );
    },
  };
}
