import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive, COLLATERAL, digestOf, OBJECTION } from "../../fixtures/agreements";
import { caseView } from "../../fixtures/case-view";
import { FAST_PERIODS, FAST_SEAT_FEE, PERIODS, Phase } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { ANAS, BENS, anOpenOne, aBindingOne, aDeclaredOne, aDisputedOne } from "./world";

describe("Agreements", () => {
  describe("dispute()", () => {
    it("brings a case with as many choices as parties", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      await deal.dispute(1, ben, BENS);
      const { arbitrable, choices, phase } = await caseView(court, 1);
      expect([arbitrable, choices, phase]).to.deep.equal([await agreements.getAddress(), 2n, Phase.Evidence]);
    });

    it("pays the court exactly its cost", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      const cost = await deal.cost();
      await expect(deal.dispute(1, ben, BENS)).to.changeEtherBalances([ben, court, agreements], [-cost, cost, 0n]);
    });

    it("excuses the parties that are citizens", async () => {
      const { open, ana, ben, eve, court } = await loadFixture(anArchive);
      const parties = [ana, eve, ben];
      const deal = await open({
        parties: parties.map(({ address }) => address),
        locks: [1n, 1n, 1n],
        payouts: [3n, 0n, 0n],
      });
      await deal.signAll(parties);
      await deal.dispute(0, ana, [3n, 0n, 0n]);
      expect((await caseView(court, 1)).excused).to.deep.equal([11n, 12n]);
    });

    it("excuses a party that has become a citizen since", async () => {
      const { open, ana, eve, court, citizenship } = await loadFixture(anArchive);
      const deal = await open({ parties: [ana.address, eve.address] });
      await deal.signAll([ana, eve]);
      await citizenship.admit(eve);
      await deal.dispute(0, ana, ANAS);
      expect((await caseView(court, 1)).excused).to.deep.equal([11n, 13n]);
    });

    it("goes in the track that the terms name", async () => {
      const { bind, ben, court } = await loadFixture(anArchive);
      const deal = await bind({ track: 1 });
      expect(await deal.cost()).to.equal(3n * FAST_SEAT_FEE);
      await deal.dispute(1, ben, BENS);
      expect((await caseView(court, 1)).track).to.equal(1n);
      const step = Math.min(DAY, FAST_PERIODS.evidence / 6);
      expect((await deal.record()).answersUntil).to.equal(BigInt((await time.latest()) + FAST_PERIODS.evidence - step));
    });

    for (const [what, track, period, step] of [
      ["a sixth of a short time for evidence", 1, PERIODS.evidence, FAST_PERIODS.evidence / 6],
      ["a day", 0, 7 * DAY, DAY],
    ] as const) {
      it(`leaves the last of the evidence for moves, by steps of ${what}`, async () => {
        const { bind, ben, court, government } = await loadFixture(anArchive);
        await court.connect(government).setProvision(key("evidencePeriod"), period);
        const deal = await bind({ track });
        await deal.dispute(1, ben, BENS);
        const { answersUntil, movesUntil } = await deal.record();
        const endsAt = Number((await caseView(court, 1)).endsAt);
        expect([answersUntil, movesUntil].map(Number)).to.deep.equal([endsAt - step, endsAt - 3 * step]);
      });
    }

    it("excuses a citizen once who is two parties", async () => {
      const { open, ana, ben, eve, citizenship, court } = await loadFixture(anArchive);
      const parties = [ana, eve, ben];
      const deal = await open({
        parties: parties.map(({ address }) => address),
        locks: [1n, 1n, 1n],
        payouts: [3n, 0n, 0n],
      });
      await deal.signAll(parties);
      await citizenship.move(11, eve);
      await deal.dispute(2, ben, [3n, 0n, 0n]);
      expect((await caseView(court, 1)).excused).to.deep.equal([11n, 12n]);
    });

    it("tells so, and ties the case to the agreement", async () => {
      const { deal, ben, court, agreements } = await loadFixture(aBindingOne);
      const disputing = await deal.dispute(1, ben, BENS);
      await expect(disputing).to.emit(agreements, "AgreementDisputed").withArgs(1, 1, 1);
      await expect(disputing).to.emit(agreements, "DemandStated").withArgs(1, 1, BENS);
      await expect(disputing).to.emit(agreements, "Dispute").withArgs(court, 1, 2, 1);
      await expect(disputing).to.emit(agreements, "Evidence").withArgs(court, 1, ben, "The paint peels off.");
      expect(await agreements.agreementOf(1)).to.equal(1n);
    });

    it("records the case, and the demand", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await deal.dispute(1, ben, BENS);
      const { phase, caseId, parties } = await agreements.agreement(1);
      expect([phase, caseId]).to.deep.equal([AgreementPhase.Disputed, 1n]);
      expect(parties.map(({ demanded }) => demanded)).to.deep.equal([0n, BENS[1]]);
      expect(parties.map(({ demandHash }) => demandHash)).to.deep.equal([
        ethers.zeroPadValue("0x", 20),
        digestOf(BENS),
      ]);
    });

    it("is accepted until the lapse", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await expect(deal.dispute(1, ben, BENS)).to.emit(agreements, "AgreementDisputed");
    });

    it("reverts with Agreements_TooLate at the lapse", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await time.increaseTo(deal.terms.until);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, deal.terms.until);
    });

    it("is accepted within the time to object, also after the lapse", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(aBindingOne);
      await time.setNextBlockTimestamp(deal.terms.until - 1);
      await deal.declare(0, ana);
      await time.setNextBlockTimestamp(deal.terms.until + OBJECTION - 2);
      await expect(deal.dispute(1, ben, BENS)).to.emit(agreements, "AgreementDisputed");
    });

    it("reverts with Agreements_TooLate at the end of the time to object", async () => {
      const { deal, ben, agreements, declaredAt } = await loadFixture(aDeclaredOne);
      await time.increaseTo(declaredAt + OBJECTION);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, declaredAt + OBJECTION);
    });

    it("reverts with Agreements_NothingToDispute once all have declared", async () => {
      const { deal, ben, agreements } = await loadFixture(aDeclaredOne);
      await deal.declare(1, ben);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NothingToDispute")
        .withArgs(1);
    });

    it("reverts with Agreements_WrongPhase before binding", async () => {
      const { deal, ben, agreements } = await loadFixture(anOpenOne);
      await expect(deal.dispute(1, ben, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Open);
    });

    it("reverts with Agreements_WrongPhase the second time", async () => {
      const { deal, ana, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.dispute(0, ana, ANAS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Disputed);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ben, stranger, agreements } = await loadFixture(aBindingOne);
      await expect(deal.dispute(1, stranger, BENS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 1, stranger, ben);
    });

    for (const [what, offset] of [
      ["less", -1n],
      ["more", 1n],
    ] as const) {
      it(`reverts with Agreements_WrongValue for ${what} than the cost`, async () => {
        const { deal, ben, agreements } = await loadFixture(aBindingOne);
        const cost = await deal.cost();
        await expect(deal.dispute(1, ben, BENS, cost + offset))
          .to.be.revertedWithCustomError(agreements, "Agreements_WrongValue")
          .withArgs(cost + offset, cost);
      });
    }

    it("reverts with Agreements_DivisionMismatch for a demand of another sum", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.dispute(1, ben, [0n, COLLATERAL - 1n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(COLLATERAL - 1n, COLLATERAL);
    });

    it("reverts with Agreements_TextOutOfBounds for too long a statement", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.dispute(1, ben, BENS, undefined, "x".repeat(2049)))
        .to.be.revertedWithCustomError(agreements, "Agreements_TextOutOfBounds")
        .withArgs(2049, 2048);
    });
  });
});
