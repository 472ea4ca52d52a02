import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, anArchive, type Archive, type ArbitratedDeal } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

const LOCKS = [coins(40), coins(60)];

const ends: Record<
  "Declined" | "Lapsed" | "Performed" | "Settled" | "Divided",
  (world: Archive) => Promise<ArbitratedDeal>
> = {
  Declined: async ({ open, ana }) => {
    const deal = await open();
    await deal.sign(0, ana);
    await deal.decline(0, ana);
    return deal;
  },
  Lapsed: async ({ bind }) => {
    const deal = await bind();
    await time.increaseTo(deal.terms.until);
    await deal.lapse();
    return deal;
  },
  Performed: async ({ bind, ana, ben }) => {
    const deal = await bind();
    await deal.declare(0, ana);
    await deal.declare(1, ben);
    await deal.complete();
    return deal;
  },
  Settled: async ({ bind, ana, ben }) => {
    const deal = await bind();
    await deal.settle(ana, LOCKS);
    await deal.settle(ben, LOCKS);
    return deal;
  },
  Divided: async ({ bind, ana }) => {
    const deal = await bind();
    await deal.dispute(0, ana, LOCKS);
    await deal.rule(1);
    await deal.divide(LOCKS);
    return deal;
  },
};

// Checks AGR-5.
describe("Attack: the collateral of an agreement is divided twice", () => {
  for (const [name, end] of Object.entries(ends)) {
    const phase = AgreementPhase[name as keyof typeof ends];
    const acts: [act: string, (deal: ArbitratedDeal, world: Archive) => Promise<unknown>][] = [
      ["decline", (deal, { ana }) => deal.decline(0, ana)],
      ["lapse", (deal) => deal.lapse()],
      ["complete", (deal) => deal.complete()],
      ["settle", (deal, { ana }) => deal.settle(ana, LOCKS)],
      ["divide", (deal) => deal.divide(LOCKS)],
      ["dispute", (deal, { ana }) => deal.dispute(0, ana, LOCKS)],
      ["sign", (deal, { ana }) => deal.sign(0, ana)],
      ["declarePerformed", (deal, { ana }) => deal.declare(0, ana)],
      ["answer", (deal, { ana }) => deal.answer(0, ana, LOCKS)],
    ];
    for (const [act, perform] of acts) {
      it(`fails by ${act}() once ${name.toLowerCase()}`, async () => {
        const world = await loadFixture(anArchive);
        const deal = await end(world);
        await time.increase(365 * 24 * 60 * 60);
        await expect(perform(deal, world))
          .to.be.revertedWithCustomError(world.agreements, "Agreements_WrongPhase")
          .withArgs(1, phase);
      });
    }
  }
});
