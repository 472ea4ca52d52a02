import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase } from "../../fixtures/agreements";
import { DAY } from "../../fixtures/money";
import { anOpenOne, aBindingOne, aDeclaredOne, LOCKS } from "./world";

describe("Agreements", () => {
  describe("declarePerformed()", () => {
    it("emits PerformanceDeclared with the statement", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.declare(0, ana)).to.emit(agreements, "PerformanceDeclared").withArgs(1, 0, "Done.");
    });

    it("begins the time to object with the first declaration", async () => {
      const { deal, ben, declaredAt } = await loadFixture(aDeclaredOne);
      await time.increase(DAY);
      await deal.declare(1, ben);
      const record = await deal.record();
      expect([record.declaredAt, ...record.parties.map(({ hasDeclared }) => hasDeclared)]).to.deep.equal([
        BigInt(declaredAt),
        true,
        true,
      ]);
    });

    // Checks AGR-4.
    it("ends the offers to settle that were made before", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      const { nonce } = await deal.offer(LOCKS);
      await deal.settle(ana, LOCKS);
      await expect(deal.declare(0, ana))
        .to.emit(agreements, "OffersRetracted")
        .withArgs(1, 0, 1n << 16n);
      await expect(deal.settle(ben, LOCKS, undefined, { nonce }))
        .to.be.revertedWithCustomError(agreements, "Agreements_OfferEnded")
        .withArgs(1, nonce, 1n << 16n);
    });

    it("can follow another after the lapse", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await deal.declare(0, ana);
      await expect(deal.declare(1, ben)).to.emit(agreements, "PerformanceDeclared");
    });

    it("reverts with Agreements_TooLate at the lapse, if it is the first", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until);
      await expect(deal.declare(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, deal.terms.until);
    });

    it("reverts with Agreements_WrongPhase before binding", async () => {
      const { deal, ana, agreements } = await loadFixture(anOpenOne);
      await expect(deal.declare(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Open);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.declare(0, ben))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, ben, ana);
    });

    it("reverts with Agreements_AlreadyDone the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDeclaredOne);
      await expect(deal.declare(0, ana))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("takes a statement of 2,048 bytes and none longer", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await deal.declare(0, ana, "x".repeat(2048));
      await expect(deal.declare(1, ben, "x".repeat(2049)))
        .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
        .withArgs(2049, 2048);
    });
  });
});
