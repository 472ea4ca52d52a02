import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anArchive } from "../../fixtures/agreements";
import { NATIVE } from "../../fixtures/money";

const ANA = 11n;
/** Numbers of nobody that have the bits of Ana's below some higher one. */
const ALIASES = [ANA + 2n ** 160n, ANA + 2n ** 161n, ANA + 2n ** 255n];

/** Ana and Ben have settled: she is owed her own lock, in native coin, which nobody's account would take. */
async function aSettlement() {
  const world = await anArchive();
  const deal = await world.bind({ asset: NATIVE, locks: [5n, 6n], payouts: [5n, 6n] });
  await deal.settle(world.ana, [5n, 6n]);
  await deal.settle(world.ben, [5n, 6n]);
  return world;
}

describe("Attack: what a citizen is owed is sent to nobody, by a number that stands for the same place", () => {
  for (const alias of ALIASES) {
    context(`given ${alias.toString(16)}, which is no citizen's`, () => {
      it("reverts with Payouts_NothingOwed", async () => {
        const { agreements, eve } = await loadFixture(aSettlement);
        await expect(agreements.connect(eve).claimForCitizen(NATIVE, alias))
          .to.be.revertedWithCustomError(agreements, "Payouts_NothingOwed")
          .withArgs(NATIVE, ethers.ZeroAddress, alias);
      });

      it("shows nothing that is owed", async () => {
        const { agreements } = await loadFixture(aSettlement);
        expect(await agreements.owedToCitizen(NATIVE, alias)).to.equal(0n);
      });
    });
  }

  it("does not wrap around to an account", async () => {
    const { agreements, treasury } = await loadFixture(aSettlement);
    const alias = 2n ** 256n - 2n ** 160n + BigInt(await treasury.getAddress());
    await expect(agreements.claimForCitizen(NATIVE, alias))
      .to.be.revertedWithCustomError(agreements, "Payouts_NothingOwed")
      .withArgs(NATIVE, ethers.ZeroAddress, alias);
  });

  it("leaves the citizen what is owed", async () => {
    const { agreements, ana } = await loadFixture(aSettlement);
    for (const alias of ALIASES) await agreements.claimForCitizen(NATIVE, alias).catch(() => undefined);
    await expect(agreements.claimForCitizen(NATIVE, ANA)).to.changeEtherBalance(ana, 5n);
  });
});
