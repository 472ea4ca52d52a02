import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, MAX_SUPPLY } from "../../fixtures/money";

describe("CivicCoin", () => {
  describe("taxOn()", () => {
    it("returns 0 from and to the treasury, and to the sender", async () => {
      const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.taxOn(ana, treasury, coins(100))).to.equal(0);
      expect(await coin.taxOn(treasury, ana, coins(100))).to.equal(0);
      expect(await coin.taxOn(ana, ana, coins(100))).to.equal(0);
    });

    it("returns the tax of any amount", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.taxOn(ana, ben, ethers.MaxUint256)).to.equal((ethers.MaxUint256 * 2n) / 100n);
    });
  });

  describe("grossFor()", () => {
    it("returns the net amount when the transfer is untaxed", async () => {
      const { coin, ana, treasury } = await loadFixture(aCoinAndStake);
      expect(await coin.grossFor(ana, treasury, coins(98))).to.equal(coins(98));
    });

    it("returns 0 for 0", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.grossFor(ana, ben, 0)).to.equal(0);
    });

    it("returns the least gross amount of which the net amount arrives", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      const arrives = async (gross: bigint) => gross - (await coin.taxOn(ana, ben, gross));
      for (const net of [1n, 48n, 49n, 50n, 98n, 99n, 12_345_678_901n]) {
        const gross = await coin.grossFor(ana, ben, net);
        expect([await arrives(gross), await arrives(gross - 1n)]).to.deep.equal([net, net - 1n]);
      }
    });

    it("returns a gross amount up to the maximum supply", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.grossFor(ana, ben, MAX_SUPPLY)).to.equal(((MAX_SUPPLY - 1n) * 100n) / 98n + 1n);
    });

    it("reverts with CivicCoin_MaxSupplyExceeded for more than the maximum supply", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      await expect(coin.grossFor(ana, ben, MAX_SUPPLY + 1n))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyExceeded")
        .withArgs(MAX_SUPPLY + 1n, MAX_SUPPLY);
    });
  });
});
