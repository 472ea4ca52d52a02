import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive, OBJECTION } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";

/** Ana gets 95 of 100 once she has performed. She once offered to take 10. Ben keeps her signature. */
async function anOldOffer() {
  const world = await anArchive();
  const deal = await world.bind();
  const division = [coins(10), coins(90)];
  const offer = await deal.offer(division, { validUntil: (await time.latest()) + 80 * DAY });
  const signature = await deal.approval(world.ana, division, offer);
  /** Ben takes the offer up. */
  const take = () => deal.settle(world.ben, division, [signature, "0x"], offer);
  return { ...world, deal, take };
}

// Checks AGR-4.
describe("Attack: an old offer to settle is turned against what time, or all parties, decided", () => {
  it("fails after a declaration of performance, while others may still object", async () => {
    const { deal, ana, take, agreements } = await loadFixture(anOldOffer);
    await deal.declare(0, ana);
    await expect(take())
      .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
      .withArgs(1, 0, 1n << 16n);
  });

  it("fails after the time to object, before anybody has the agreement completed", async () => {
    const { deal, ana, take, agreements } = await loadFixture(anOldOffer);
    await deal.declare(0, ana);
    await time.increase(OBJECTION);
    await expect(take()).to.be.revertedWithCustomError(agreements, "Agreements_OutcomeDue").withArgs(1);
  });

  it("fails once all have declared that it was performed", async () => {
    const { deal, ana, ben, take, agreements } = await loadFixture(anOldOffer);
    await deal.declare(0, ana);
    await deal.declare(1, ben);
    await expect(take()).to.be.revertedWithCustomError(agreements, "Agreements_OutcomeDue").withArgs(1);
  });

  it("fails after the agreement's time, before anybody lets it lapse", async () => {
    const { deal, take, agreements } = await loadFixture(anOldOffer);
    await time.increaseTo(deal.terms.until);
    await expect(take()).to.be.revertedWithCustomError(agreements, "Agreements_OutcomeDue").withArgs(1);
  });
});
