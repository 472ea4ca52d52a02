import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, anArchive } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";

const HALVES = [coins(50), coins(50)];
const ANAS = [coins(90), coins(10)];

/** Ana offered halves when the dispute began, by signature and by transaction. Ben keeps the offer. */
async function anOldOffer() {
  const world = await anArchive();
  const deal = await world.bind();
  await deal.dispute(0, world.ana, ANAS);
  const signature = await deal.approval(world.ana, HALVES);
  await deal.settle(world.ana, HALVES);
  const { nonce } = await deal.offer(HALVES);
  /** Ben takes the offer up. */
  const take = () => deal.settle(world.ben, HALVES, [signature, "0x"], { nonce });
  return { ...world, deal, signature, nonce, take, dispute: await deal.case() };
}

// Checks AGR-4.
describe("Attack: who has lost takes up an old offer to settle", () => {
  it("fails as soon as the first vote can be known", async () => {
    const { take, nonce, dispute, agreements } = await loadFixture(anOldOffer);
    await dispute.seat();
    for (const seat of [0, 1, 2]) await dispute.commit(seat, 1);
    await dispute.wait();
    await expect(take())
      .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
      .withArgs(1, nonce, nonce + 1n);
  });

  it("fails once all votes are open, before anybody has them counted", async () => {
    const { take, dispute, agreements } = await loadFixture(anOldOffer);
    await (await dispute.seat()).vote([1, 1, 1]);
    await expect(take()).to.be.revertedWithCustomError(agreements, "Agreements_RulingDue").withArgs(1, dispute.id);
  });

  it("fails in the time for appeals, with the ruling known", async () => {
    const { take, nonce, dispute, agreements } = await loadFixture(anOldOffer);
    await dispute.judge([1, 1, 1]);
    await expect(take())
      .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
      .withArgs(1, nonce, nonce + 2n);
  });

  it("fails after the time for appeals, before anybody advances the case", async () => {
    const { take, dispute, agreements } = await loadFixture(anOldOffer);
    await dispute.judge([1, 1, 1]);
    await dispute.wait();
    await expect(take()).to.be.revertedWithCustomError(agreements, "Agreements_RulingDue").withArgs(1, dispute.id);
  });

  it("fails while an appeal is heard", async () => {
    const { take, nonce, ben, dispute, agreements } = await loadFixture(anOldOffer);
    await dispute.judge([1, 1, 1]);
    await dispute.fund(2, ben, 3n * (await dispute.caseView()).appealCost);
    await dispute.pass();
    await expect(take())
      .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
      .withArgs(1, nonce, nonce + 2n);
  });

  it("fails once the court has spoken its last word", async () => {
    const { deal, take, dispute, agreements, court } = await loadFixture(anOldOffer);
    await dispute.decide([1, 1, 1]);
    await expect(take()).to.be.revertedWithCustomError(agreements, "Agreements_CourtHasRuled").withArgs(1, dispute.id);
    await court.execute(dispute.id);
    await deal.divide(ANAS);
    expect(await deal.phase()).to.equal(AgreementPhase.Divided);
  });

  it("fails under the nonce of later offers", async () => {
    const { deal, signature, nonce, ana, ben, dispute, agreements } = await loadFixture(anOldOffer);
    await dispute.judge([1, 1, 1]);
    await expect(deal.settle(ben, HALVES, [signature, "0x"], { nonce: nonce + 2n }))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
    await deal.settle(ben, HALVES);
    expect(await deal.phase()).to.equal(AgreementPhase.Disputed);
  });

  it("fails at any time once the offer has run out", async () => {
    const { deal, ana, ben, agreements } = await loadFixture(anOldOffer);
    const validUntil = (await time.latest()) + DAY;
    const offer = await deal.approval(ana, HALVES, { validUntil });
    await time.setNextBlockTimestamp(validUntil);
    await expect(deal.settle(ben, HALVES, [offer, "0x"], { validUntil }))
      .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
      .withArgs(1, validUntil);
  });

  it("cannot make an offer last longer than its signer said", async () => {
    const { deal, ana, ben, agreements } = await loadFixture(anOldOffer);
    const validUntil = (await time.latest()) + DAY;
    const offer = await deal.approval(ana, HALVES, { validUntil });
    await expect(deal.settle(ben, HALVES, [offer, "0x"], { validUntil: validUntil + 1 }))
      .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
      .withArgs(1, 0, ana);
  });
});
