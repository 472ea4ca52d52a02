import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, coins } from "../../fixtures/money";

// At 2 % the tax on one unit less than 100 coins is, rounded down, one unit less too: 98 coins arrive of either.
const GROSS_FOR_98 = coins(100) - 1n;

describe("CivicCoin", () => {
  describe("transferNet()", () => {
    it("credits the whole net amount, and the payer pays the tax", async () => {
      const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).transferNet(ben, coins(98))).to.changeTokenBalances(
        coin,
        [ana, ben, treasury],
        [-GROSS_FOR_98, coins(98), coins(2) - 1n],
      );
    });

    it("returns the gross amount", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      expect(await coin.connect(ana).transferNet.staticCall(ben, coins(98))).to.equal(GROSS_FOR_98);
    });

    it("reverts with ERC20InsufficientBalance when the balance covers only the net amount", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).transferNet(ben, coins(981)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
        .withArgs(ana, coins(1_000), await coin.grossFor(ana, ben, coins(981)));
    });
  });

  describe("transferNetFrom()", () => {
    it("spends the allowance by the gross amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, GROSS_FOR_98);
      await expect(coin.connect(cem).transferNetFrom(ana, ben, coins(98))).to.changeTokenBalance(coin, ben, coins(98));
      expect(await coin.allowance(ana, cem)).to.equal(0);
    });

    it("reverts with ERC20InsufficientAllowance when the allowance covers only the net amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, GROSS_FOR_98 - 1n);
      await expect(coin.connect(cem).transferNetFrom(ana, ben, coins(98)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(cem, GROSS_FOR_98 - 1n, GROSS_FOR_98);
    });
  });
});
