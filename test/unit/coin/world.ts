import { ethers } from "hardhat";
import { coins, MAX_SUPPLY } from "../../fixtures/money";

export const Zero = ethers.ZeroAddress;

export async function terms() {
  const [, , treasury, holder] = await ethers.getSigners();
  return {
    name: "Aurora",
    symbol: "AUR",
    treasury: treasury.address,
    maxSupply: MAX_SUPPLY,
    genesis: [{ holder: holder.address, amount: coins(10) }],
    exempt: [] as string[],
  };
}
