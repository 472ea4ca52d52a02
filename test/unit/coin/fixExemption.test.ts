import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { aCoinAndStake, aCoinAndUnfixedStake, coins, Exemption } from "../../fixtures/money";
import { Zero } from "./world";

describe("CivicCoin", () => {
  describe("fixExemption()", () => {
    it("emits ExemptionSet and ExemptionFixed", async () => {
      const { coin, government, eve } = await loadFixture(aCoinAndStake);
      const fixing = coin.connect(government).fixExemption(eve);
      await expect(fixing).to.emit(coin, "ExemptionSet").withArgs(eve, Exemption.None, Exemption.Both);
      await expect(fixing).to.emit(coin, "ExemptionFixed").withArgs(eve);
    });

    it("exempts in both directions", async () => {
      const { coin, government, eve } = await loadFixture(aCoinAndStake);
      await coin.connect(government).fixExemption(eve);
      expect(await coin.exemptionOf(eve)).to.equal(Exemption.Both);
    });

    it("keeps the balance, which shares the word", async () => {
      const { coin, government, eve } = await loadFixture(aCoinAndStake);
      await coin.connect(government).fixExemption(eve);
      expect(await coin.balanceOf(eve)).to.equal(coins(1_000));
    });

    it("stays when coin comes and goes", async () => {
      const { coin, government, ana, eve } = await loadFixture(aCoinAndStake);
      await coin.connect(government).fixExemption(eve);
      await coin.connect(eve).transfer(ana, coins(1_000));
      await coin.connect(ana).transfer(eve, coins(5));
      expect(await coin.isExemptionFixed(eve)).to.equal(true);
      expect(await coin.balanceOf(eve)).to.equal(coins(5));
    });

    it("fixes an exemption that was given before", async () => {
      const { coin, government, stake } = await loadFixture(aCoinAndUnfixedStake);
      await coin.connect(government).fixExemption(stake);
      await expect(coin.connect(government).setExemption(stake, Exemption.None))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(stake);
    });

    for (const [who, accountOf] of [
      ["the treasury", ({ treasury }) => treasury.address],
      ["the zero address", () => Zero],
      ["an account whose exemption is fixed", ({ stake }) => stake.getAddress()],
    ] as readonly [string, (world: Awaited<ReturnType<typeof aCoinAndStake>>) => string | Promise<string>][]) {
      it(`reverts with CivicCoin_ExemptionFixed for ${who}`, async () => {
        const world = await loadFixture(aCoinAndStake);
        const account = await accountOf(world);
        await expect(world.coin.connect(world.government).fixExemption(account))
          .to.be.revertedWithCustomError(world.coin, "CivicCoin_ExemptionFixed")
          .withArgs(account);
      });
    }

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { coin, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).fixExemption(ana))
        .to.be.revertedWithCustomError(coin, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });

  describe("isExemptionFixed()", () => {
    it("returns true for the treasury, the zero address, and what was exempt from the start", async () => {
      const { coin, treasury, stake } = await loadFixture(aCoinAndStake);
      for (const account of [treasury, Zero, stake]) expect(await coin.isExemptionFixed(account)).to.equal(true);
    });

    it("returns false for an exemption that a decision gave", async () => {
      const { coin, stake } = await loadFixture(aCoinAndUnfixedStake);
      expect(await coin.isExemptionFixed(stake)).to.equal(false);
    });
  });

  describe("powerChangeOf()", () => {
    for (const [what, key, value, change] of [
      ["less for a lower yearly bound of minting", "yearlyMint", 1_00, 1n],
      ["more for a higher yearly bound of minting", "yearlyMint", 6_00, 2n],
      ["as marked for another tax", "taxRate", 1_00, 0n],
    ] as const) {
      it(`returns ${what}`, async () => {
        const { coin } = await loadFixture(aCoinAndStake);
        const data = coin.interface.encodeFunctionData("setProvision", [encodeBytes32String(key), value]);
        expect(await coin.powerChangeOf(data)).to.equal(change);
      });
    }
  });
});
