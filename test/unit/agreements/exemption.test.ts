import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anUnfixedArchive } from "../../fixtures/agreements";
import { Exemption } from "../../fixtures/money";
import { LOCKS } from "./world";

describe("Agreements", () => {
  context("given an exemption that was not fixed, and was taken away", () => {
    async function aTaxedArchive() {
      const world = await anUnfixedArchive();
      await world.coin.connect(world.government).setExemption(world.agreements, Exemption.None);
      return world;
    }

    it("locks the whole, and the party bears the tax", async () => {
      const { open, ana, agreements, coin } = await loadFixture(aTaxedArchive);
      const deal = await open();
      const gross = await coin.grossFor(ana, agreements, LOCKS[0]);
      await expect(deal.sign(0, ana)).to.changeTokenBalances(coin, [ana, agreements], [-gross, LOCKS[0]]);
    });

    it("takes no tax a second time", async () => {
      const { bind, ana, ben, agreements } = await loadFixture(aTaxedArchive);
      const deal = await bind();
      await deal.declare(0, ana);
      await deal.declare(1, ben);
      await expect(deal.complete()).not.to.emit(agreements, "GainTaxed");
    });
  });
});
