import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, coins, key, TAX_RATE } from "../../fixtures/money";

describe("CivicCoin", () => {
  describe("setProvision()", () => {
    it("sets the rate, and keeps the treasury's balance", async () => {
      const { coin, government, treasury } = await loadFixture(aCoinAndStake);
      await coin.connect(government).setProvision(TAX_RATE, 3_00);
      expect(await coin.taxRate()).to.equal(3_00);
      expect(await coin.balanceOf(treasury)).to.equal(coins(4_000));
    });

    it("reverts with Provisions_OutOfBounds for a value above the bound", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setProvision(TAX_RATE, 20_01))
        .to.be.revertedWithCustomError(coin, "Provisions_OutOfBounds")
        .withArgs(TAX_RATE, 20_01, 0, 20_00);
    });

    it("reverts with Provisions_Unknown for an unknown provision", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setProvision(key("fee"), 1))
        .to.be.revertedWithCustomError(coin, "Provisions_Unknown")
        .withArgs(key("fee"));
    });
  });
});
