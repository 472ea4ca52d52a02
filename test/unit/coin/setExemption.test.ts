import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, aCoinAndUnfixedStake, coins, Exemption } from "../../fixtures/money";
import { Zero } from "./world";

describe("CivicCoin", () => {
  describe("setExemption()", () => {
    it("emits ExemptionSet with the old and the new exemption", async () => {
      const { coin, government, stake } = await loadFixture(aCoinAndUnfixedStake);
      await expect(coin.connect(government).setExemption(stake, Exemption.Receiving))
        .to.emit(coin, "ExemptionSet")
        .withArgs(stake, Exemption.Both, Exemption.Receiving);
      expect(await coin.exemptionOf(stake)).to.equal(Exemption.Receiving);
    });

    it("reverts with CivicCoin_ExemptionFixed for an institution that was exempt from the start", async () => {
      const { coin, government, stake } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setExemption(stake, Exemption.None))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(stake);
      expect(await coin.exemptionOf(stake)).to.equal(Exemption.Both);
    });

    it("keeps the balance, which shares the word", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).setExemption(ana, Exemption.Both);
      expect(await coin.balanceOf(ana)).to.equal(coins(1_000));
      await coin.connect(government).setExemption(ana, Exemption.None);
      expect(await coin.balanceOf(ana)).to.equal(coins(1_000));
    });

    it("reverts with CivicCoin_ExemptionFixed for the treasury", async () => {
      const { coin, government, treasury } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setExemption(treasury, Exemption.None))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(treasury);
      expect(await coin.exemptionOf(treasury)).to.equal(Exemption.Both);
    });

    it("reverts with CivicCoin_ExemptionFixed for the zero address", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).setExemption(Zero, Exemption.Both))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(Zero);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { coin, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).setExemption(ana, Exemption.Both))
        .to.be.revertedWithCustomError(coin, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });
});
