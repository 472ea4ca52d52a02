import hre, { ethers } from "hardhat";
import { createProvider } from "hardhat/internal/core/providers/construction";

/** A second chain in this process, which starts at another moment or knows less than the tests' own. */
export async function aChain(differences: { initialDate?: string; hardfork?: string }) {
  const { hardhat } = hre.config.networks;
  const networks = { ...hre.config.networks, hardhat: { ...hardhat, ...differences } };
  const provider = await createProvider({ ...hre.config, networks }, "hardhat", hre.artifacts);
  return new ethers.BrowserProvider(provider, undefined, { pollingInterval: 10, cacheTimeout: -1 });
}
