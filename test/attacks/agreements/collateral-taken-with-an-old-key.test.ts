import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, TEXT } from "../../fixtures/agreements";
import { Deal } from "../../fixtures/deal";
import { citizens, moveTo } from "../../fixtures/citizenship";
import { aCourt } from "../../fixtures/court";
import { coins, DAY, NATIVE } from "../../fixtures/money";

/** Ana, a citizen of the real register, loses her key to a thief once her agreement with Ben is binding, and recovers. */
async function aRecovery() {
  const world = await citizens(2);
  const place = await aCourt();
  const { citizenship, people } = world;
  const [ana, ben, , , newAna] = people;
  const agreements = await ethers.deployContract("Agreements", [citizenship, place.court, place.coin, place.treasury]);
  const terms = {
    parties: [ana.address, ben.address],
    asset: NATIVE,
    locks: [coins(1), coins(1)],
    payouts: [coins(2), 0n],
    feeLocks: [0n, 0n],
    textHash: ethers.id(TEXT),
    signBy: (await time.latest()) + DAY,
    until: (await time.latest()) + 9 * DAY,
    objectionPeriod: DAY,
    track: 0,
  };
  await agreements.open(terms, TEXT);
  const deal = new Deal(1n, terms, agreements);
  await deal.signAll([ana, ben]);
  await moveTo(world, 1, newAna);
  return { ...world, agreements, deal, ana, ben, newAna };
}

describe("Attack: a thief acts on an agreement, or is paid by it, with a citizen's old key", () => {
  it("cannot act with it", async () => {
    const { deal, ana, newAna, agreements } = await loadFixture(aRecovery);
    await expect(deal.declare(0, ana))
      .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
      .withArgs(1, 0, ana, newAna);
  });

  it("cannot settle with its signature", async () => {
    const { deal, ana, ben, newAna, agreements } = await loadFixture(aRecovery);
    const division = [0n, coins(2)];
    await expect(deal.settle(ben, division, [await deal.approval(ana, division), "0x"]))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, newAna);
  });

  it("leaves the new key to act, and to be paid", async () => {
    const { deal, ben, newAna, ana, agreements } = await loadFixture(aRecovery);
    await deal.declare(0, newAna);
    await deal.declare(1, ben);
    await deal.complete();
    expect(await deal.phase()).to.equal(AgreementPhase.Performed);
    await expect(agreements.claim(NATIVE, ana))
      .to.be.revertedWithCustomError(agreements, "Payouts_NothingOwed")
      .withArgs(NATIVE, ana, 0);
    await expect(agreements.claimForCitizen(NATIVE, 1)).to.changeEtherBalances([ana, newAna], [0n, coins(2)]);
  });
});
