import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase } from "../../fixtures/agreements";
import { coins, DAY } from "../../fixtures/money";
import { aBindingOne, aDisputedOne, anOpenOne } from "./world";

const HALVES = [coins(50), coins(50)];
/** The nonce after one withdrawal. */
const NEXT = 1n << 16n;

// Checks AGR-4.
describe("Agreements", () => {
  describe("retractOffers()", () => {
    it("tells the nonce of offers from now on", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.retractOffers(0, ana)).to.emit(agreements, "OffersRetracted").withArgs(1, 0, NEXT);
      expect(await agreements.offerNonce(1)).to.equal(NEXT);
    });

    it("ends an approval by transaction", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const { nonce } = await deal.offer(HALVES);
      await deal.settle(ana, HALVES);
      await deal.retractOffers(0, ana);
      await expect(deal.settle(ben, HALVES, undefined, { nonce }))
        .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
        .withArgs(1, nonce, NEXT);
      await deal.settle(ben, HALVES);
      expect(await deal.phase()).to.equal(AgreementPhase.Binding);
    });

    it("ends a signed approval", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const approval = await deal.approval(ana, HALVES);
      await deal.retractOffers(0, ana);
      await expect(deal.settle(ben, HALVES, [approval, "0x"]))
        .to.be.revertedWithCustomError(agreements, "Agreements_SignatureInvalid")
        .withArgs(1, 0, ana);
    });

    it("leaves new offers to be made", async () => {
      const { deal, ana, ben } = await loadFixture(aBindingOne);
      await deal.retractOffers(0, ana);
      await deal.settle(ana, HALVES);
      await deal.settle(ben, HALVES);
      expect(await deal.phase()).to.equal(AgreementPhase.Settled);
    });

    for (const [when, world] of [
      ["before all have signed", anOpenOne],
      ["while the court hears the case", aDisputedOne],
    ] as const) {
      it(`is possible ${when}`, async () => {
        const { deal, ana, agreements } = await loadFixture<Awaited<ReturnType<typeof anOpenOne>>>(world);
        await expect(deal.retractOffers(0, ana)).to.emit(agreements, "OffersRetracted").withArgs(1, 0, NEXT);
      });
    }

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.retractOffers(0, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ben, ana);
    });

    it("reverts with Agreements_WrongPhase once the agreement has ended", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await time.increase(30 * DAY);
      await deal.lapse();
      await expect(deal.retractOffers(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Lapsed);
    });
  });
});
