import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, coins } from "../../fixtures/money";

describe("CivicCoin", () => {
  describe("transferFrom()", () => {
    it("spends the allowance by the gross amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, coins(150));
      await coin.connect(cem).transferFrom(ana, ben, coins(100));
      expect(await coin.allowance(ana, cem)).to.equal(coins(50));
    });

    it("reverts with ERC20InsufficientAllowance when the allowance covers only the net amount", async () => {
      const { coin, ana, ben, cem } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(cem, coins(98));
      await expect(coin.connect(cem).transferFrom(ana, ben, coins(100)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(cem, coins(98), coins(100));
    });
  });
});
