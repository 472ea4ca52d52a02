import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, anArchive } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";

const HALVES = [coins(50), coins(50)];
const ANAS = [coins(90), coins(10)];

/** Ana offered halves when the dispute began; Ben kept the offer, and the court has ruled for Ana. */
async function anOldOffer() {
  const world = await anArchive();
  const deal = await world.bind();
  await deal.dispute(0, world.ana, ANAS);
  const offer = await deal.approval(0, world.ana, HALVES);
  return { ...world, deal, offer, dispute: await deal.case() };
}

describe("Attack: who has lost takes up an old offer to settle before the ruling is delivered", () => {
  it("fails once the court has spoken its last word", async () => {
    const { deal, offer, ben, dispute, agreements, court } = await loadFixture(anOldOffer);
    await dispute.decide([1, 1, 1]);
    await expect(deal.settle(ben, HALVES, [offer, "0x"]))
      .to.be.revertedWithCustomError(agreements, "Agreements_CourtHasRuled")
      .withArgs(1, dispute.id);
    await court.execute(dispute.id);
    await deal.divide(ANAS);
    expect(await deal.phase()).to.equal(AgreementPhase.Divided);
  });

  it("fails with an approval by a transaction too", async () => {
    const { deal, ana, ben, dispute, agreements } = await loadFixture(anOldOffer);
    await deal.settle(ana, HALVES);
    await dispute.decide([1, 1, 1]);
    await expect(deal.settle(ben, HALVES))
      .to.be.revertedWithCustomError(agreements, "Agreements_CourtHasRuled")
      .withArgs(1, dispute.id);
  });

  it("fails at any time once the offer has run out", async () => {
    const { deal, ana, ben, agreements } = await loadFixture(anOldOffer);
    const validUntil = (await time.latest()) + DAY;
    const offer = await deal.approval(0, ana, HALVES, validUntil);
    await time.setNextBlockTimestamp(validUntil);
    await expect(deal.settle(ben, HALVES, [offer, "0x"], validUntil))
      .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
      .withArgs(1, validUntil);
  });

  it("cannot make an offer last longer than its signer said", async () => {
    const { deal, ana, ben, agreements } = await loadFixture(anOldOffer);
    const validUntil = (await time.latest()) + DAY;
    const offer = await deal.approval(0, ana, HALVES, validUntil);
    await expect(deal.settle(ben, HALVES, [offer, "0x"], validUntil + 1))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
  });
});
