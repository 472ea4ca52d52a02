import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anArchive, COLLATERAL } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

async function aDeal() {
  const world = await anArchive();
  return { ...world, deal: await world.bind() };
}

/** As many coins of other agreements lie there. */
async function aDealBesideOthers() {
  const world = await aDeal();
  await world.bind();
  return world;
}

// Checks AGR-6.
describe("Attack: a party demands more than the collateral, out of what others have locked", () => {
  const demands: [what: string, demand: bigint[], sum: bigint][] = [
    ["all of both agreements", [0n, 2n * COLLATERAL], 2n * COLLATERAL],
    ["a unit more", [coins(40), coins(60) + 1n], COLLATERAL + 1n],
    ["amounts that overflow to the collateral", [ethers.MaxUint256, COLLATERAL + 1n], ethers.MaxUint256],
  ];
  for (const [what, demand, sum] of demands) {
    it(`fails to demand ${what}`, async () => {
      const { deal, ben, agreements } = await loadFixture(aDealBesideOthers);
      await expect(deal.dispute(1, ben, demand))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(sum, COLLATERAL);
    });

    it(`fails to answer by claiming ${what}`, async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aDealBesideOthers);
      await deal.dispute(0, ana, [coins(40), coins(60)]);
      await expect(deal.answer(1, ben, demand))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(sum, COLLATERAL);
    });

    it(`fails to settle for ${what}`, async () => {
      const { deal, ben, agreements } = await loadFixture(aDealBesideOthers);
      await expect(deal.settle(ben, demand))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(sum, COLLATERAL);
    });
  }
});
