import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, anArchive, COLLATERAL, digestOf } from "../../fixtures/agreements";
import { PERIODS } from "../../fixtures/court";
import { coins } from "../../fixtures/money";
import { LOCKS, ANAS, BENS, aBindingOne, aDisputedOne } from "./world";

describe("Agreements", () => {
  describe("answer()", () => {
    it("states a demand", async () => {
      const { deal, ana, court, agreements } = await loadFixture(aDisputedOne);
      const answering = await deal.answer(0, ana, ANAS);
      await expect(answering).to.emit(agreements, "DemandStated").withArgs(1, 0, ANAS);
      await expect(answering).to.emit(agreements, "Evidence").withArgs(court, 1, ana, "It does not.");
      const [{ demandHash, demanded }] = (await deal.record()).parties;
      expect([demandHash, demanded]).to.deep.equal([digestOf(ANAS), ANAS[0]]);
    });

    it("leaves the others a step to move", async () => {
      const { deal, ana } = await loadFixture(aDisputedOne);
      const { answersUntil } = await deal.record();
      await time.setNextBlockTimestamp(answersUntil - 10n);
      await deal.answer(0, ana, ANAS);
      expect((await deal.record()).movesUntil).to.equal(answersUntil - 10n + BigInt(PERIODS.evidence / 6));
    });

    it("leaves the time for moves as it is while more than a step is left", async () => {
      const { deal, ana } = await loadFixture(aDisputedOne);
      const { movesUntil } = await deal.record();
      await deal.answer(0, ana, ANAS);
      expect((await deal.record()).movesUntil).to.equal(movesUntil);
    });

    it("settles in the middle when it asks less than the other concedes", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, ana, [coins(20), coins(80)]))
        .to.emit(agreements, "AgreementEnded")
        .withArgs(1, AgreementPhase.Settled, [coins(25), coins(75)]);
    });

    it("reverts with Agreements_TextOutOfBounds for too long a statement", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, ana, ANAS, "x".repeat(2049)))
        .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
        .withArgs(2049, 2048);
    });

    it("reverts with Agreements_TooLate a step before the evidence ends, not a second earlier", async () => {
      const { open, ana, ben, eve, agreements } = await loadFixture(anArchive);
      const parties = [ana, ben, eve];
      const deal = await open({
        parties: parties.map(({ address }) => address),
        locks: [1n, 1n, 1n],
        payouts: [3n, 0n, 0n],
      });
      await deal.signAll(parties);
      await deal.dispute(0, ana, [3n, 0n, 0n]);
      const { answersUntil } = await deal.record();
      await time.setNextBlockTimestamp(answersUntil - 1n);
      await deal.answer(1, ben, [0n, 3n, 0n]);
      await expect(deal.answer(2, eve, [0n, 0n, 3n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, answersUntil);
    });

    it("reverts with Agreements_AlreadyDone for the party that disputes", async () => {
      const { deal, ben, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 1);
    });

    it("reverts with Agreements_AlreadyDone the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await deal.answer(0, ana, ANAS);
      await expect(deal.answer(0, ana, LOCKS))
        .to.be.revertedWithCustomError(agreements, "Agreements_AlreadyDone")
        .withArgs(1, 0);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, stranger, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, stranger, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 0, stranger, ana);
    });

    it("reverts with Agreements_WrongPhase without a dispute", async () => {
      const { deal, ana, agreements } = await loadFixture(aBindingOne);
      await expect(deal.answer(0, ana, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });

    it("reverts with Agreements_DivisionMismatch for a demand of another sum", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.answer(0, ana, [COLLATERAL, 1n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(COLLATERAL + 1n, COLLATERAL);
    });
  });
});
