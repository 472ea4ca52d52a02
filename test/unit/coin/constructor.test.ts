import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  aCoinAndStake,
  coins,
  Exemption,
  MAX_SUPPLY,
  provisionTerms,
  TAX_RATE,
  YEARLY_MINT,
} from "../../fixtures/money";
import { terms, Zero } from "./world";

const MAX_UINT96 = 2n ** 96n - 1n;

async function deployWith(
  change: Partial<Awaited<ReturnType<typeof terms>>>,
  provisions = [provisionTerms.taxRate, provisionTerms.yearlyMint],
) {
  const authority = await ethers.deployContract("AccessManager", [(await ethers.getSigners())[0]]);
  return ethers.deployContract("CivicCoin", [authority, { ...(await terms()), ...change }, provisions]);
}

describe("CivicCoin", () => {
  describe("constructor()", () => {
    it("takes the coin's name, symbol and 18 decimals", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      expect([await coin.name(), await coin.symbol(), await coin.decimals()]).to.deep.equal(["Aurora", "AUR", 18n]);
    });

    it("credits the genesis, also to the treasury", async () => {
      const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.balanceOf(ana)).to.equal(coins(1_000));
      expect(await coin.balanceOf(treasury)).to.equal(coins(4_000));
      expect(await coin.totalSupply()).to.equal(coins(10_000));
    });

    it("exempts the accounts of its terms", async () => {
      const { coin, stake } = await loadFixture(aCoinAndStake);
      expect(await coin.exemptionOf(stake)).to.equal(Exemption.Both);
    });

    it("returns its limits", async () => {
      const { coin, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.MAX_TAX_RATE()).to.equal(20_00);
      expect(await coin.MAX_SUPPLY()).to.equal(MAX_SUPPLY);
      expect(await coin.TREASURY()).to.equal(treasury);
    });

    it("has two provisions", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      const shown = (await coin.provisions()).map(({ key, unit, current, max }) => [key, unit, current, max]);
      expect(shown).to.deep.equal([
        [TAX_RATE, 0n, 2_00n, 20_00n],
        [YEARLY_MINT, 0n, 5_00n, 10_00n],
      ]);
    });

    it("accepts a tax bound at the cap", async () => {
      const coin = await deployWith({}, [{ value: 20_00, min: 0, max: 20_00 }, provisionTerms.yearlyMint]);
      expect(await coin.taxRate()).to.equal(20_00);
    });

    it("reverts with CivicCoin_TaxRateTooHigh when the tax bound is above the cap", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({}, [{ value: 0, min: 0, max: 20_01 }, provisionTerms.yearlyMint]))
        .to.be.revertedWithCustomError(coin, "CivicCoin_TaxRateTooHigh")
        .withArgs(20_01, 20_00);
    });

    it("reverts with CivicCoin_NoTreasury without a treasury", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ treasury: Zero }))
        .to.be.revertedWithCustomError(coin, "CivicCoin_NoTreasury")
        .withArgs(Zero);
    });

    it("accepts a maximum supply of 96 bits, all of it given at genesis", async () => {
      const holder = (await ethers.getSigners())[3];
      const coin = await deployWith({
        maxSupply: MAX_UINT96,
        genesis: [{ holder: holder.address, amount: MAX_UINT96 }],
      });
      expect(await coin.balanceOf(holder)).to.equal(MAX_UINT96);
    });

    it("reverts with CivicCoin_MaxSupplyTooHigh when the maximum supply has more than 96 bits", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ maxSupply: MAX_UINT96 + 1n }))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyTooHigh")
        .withArgs(MAX_UINT96 + 1n, MAX_UINT96);
    });

    it("reverts with CivicCoin_MaxSupplyExceeded when the genesis exceeds the maximum supply", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ maxSupply: coins(10) - 1n }))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyExceeded")
        .withArgs(coins(10), coins(10) - 1n);
    });

    it("reverts with ERC20InvalidReceiver when a genesis holder is the zero address", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      await expect(deployWith({ genesis: [{ holder: Zero, amount: 1n }] }))
        .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
        .withArgs(Zero);
    });

    for (const [who, account] of [
      ["the zero address", () => Promise.resolve(Zero)],
      ["the treasury", async () => (await terms()).treasury],
    ] as const) {
      it(`reverts with CivicCoin_ExemptionFixed when ${who} is to be exempt`, async () => {
        const { coin } = await loadFixture(aCoinAndStake);
        await expect(deployWith({ exempt: [await account()] }))
          .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
          .withArgs(await account());
      });
    }
  });
});
