import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";

const YEAR = 365 * DAY;
const DIVISION = [0n, coins(100)];

/** Ana signed an offer that is to be good for three years. */
async function aLongOffer() {
  const world = await anArchive();
  const now = await time.latest();
  const deal = await world.open({ until: now + 5 * YEAR });
  await deal.signAll([world.ana, world.ben]);
  const offer = await deal.offer(DIVISION, { validFrom: now, validUntil: now + 3 * YEAR });
  const signature = await deal.approval(world.ana, DIVISION, offer);
  const take = () => deal.settle(world.ben, DIVISION, [signature, "0x"], offer);
  return { ...world, offer, take };
}

// Checks AGR-4.
describe("Attack: an offer to settle that was signed for years", () => {
  for (const [when, before] of [
    ["at once", 3 * YEAR - DAY],
    ["in the last 90 days of it", DAY],
  ] as const) {
    it(`binds nobody ${when}`, async () => {
      const { offer, take, agreements } = await loadFixture(aLongOffer);
      await time.increaseTo(offer.validUntil - before);
      await expect(take())
        .to.be.revertedWithCustomError(agreements, "Agreements_OfferTooLong")
        .withArgs(1, offer.validUntil, offer.validFrom + 90 * DAY);
    });
  }
});
