import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AgreementPhase, anArchive, COLLATERAL, digestOf } from "../../fixtures/agreements";
import { caseView } from "../../fixtures/case-view";
import { PERIODS } from "../../fixtures/court";
import { coins } from "../../fixtures/money";
import { aBindingOne, aDisputedOne, ANAS, BENS } from "./world";

const STEP = PERIODS.evidence / 6;
/** Ben's next demand. */
const LESS = [coins(35), coins(65)];

/** Ben demands 70, and Ana 90, of a hundred. */
async function twoDemands() {
  const world = await aDisputedOne();
  await world.deal.answer(0, world.ana, ANAS);
  return world;
}

/** Ana, Ben and Eve have each demanded all of nine, and lock three. */
async function threeDemands() {
  const world = await anArchive();
  const { open, ana, ben, eve } = world;
  const parties = [ana, ben, eve];
  const deal = await open({
    parties: parties.map(({ address }) => address),
    locks: [3n, 3n, 4n],
    payouts: [10n, 0n, 0n],
  });
  await deal.signAll(parties);
  await deal.dispute(0, ana, [10n, 0n, 0n]);
  await deal.answer(1, ben, [0n, 10n, 0n]);
  return { ...world, deal };
}

// Checks AGR-6.
describe("Agreements", () => {
  describe("concede()", () => {
    it("states the new demand", async () => {
      const { deal, ben, agreements } = await loadFixture(twoDemands);
      await expect(deal.concede(1, ben, BENS, LESS))
        .to.emit(agreements, "DemandStated")
        .withArgs(1, 1, LESS);
      const { demandHash, demanded } = (await deal.record()).parties[1];
      expect([demandHash, demanded]).to.deep.equal([digestOf(LESS), LESS[1]]);
    });

    it("is possible before anybody answers", async () => {
      const { deal, ben, agreements } = await loadFixture(aDisputedOne);
      await expect(deal.concede(1, ben, BENS, LESS))
        .to.emit(agreements, "DemandStated")
        .withArgs(1, 1, LESS);
    });

    it("makes the court's ruling one for the new demand", async () => {
      const { deal, ben, agreements } = await loadFixture(twoDemands);
      await deal.concede(1, ben, BENS, LESS);
      await deal.rule(2);
      await expect(deal.divide(LESS)).to.emit(agreements, "AgreementEnded").withArgs(1, AgreementPhase.Divided, LESS);
    });

    it("adds to the time for moves so that a step is left, up to the end of the evidence", async () => {
      const { deal, ben } = await loadFixture(twoDemands);
      const { movesUntil } = await deal.record();
      await time.setNextBlockTimestamp(movesUntil - 10n);
      await deal.concede(1, ben, BENS, LESS);
      expect((await deal.record()).movesUntil).to.equal(movesUntil - 10n + BigInt(STEP));
    });

    it("adds no time beyond the end of the evidence", async () => {
      const { deal, ben, ana, court } = await loadFixture(twoDemands);
      const { endsAt } = await caseView(court, 1);
      let demand = BENS;
      for (;;) {
        const { movesUntil } = await deal.record();
        if (movesUntil === endsAt) break;
        await time.setNextBlockTimestamp(movesUntil - 1n);
        const next = [demand[0] + 1n, demand[1] - 1n];
        await deal.concede(1, ben, demand, next);
        demand = next;
      }
      await time.setNextBlockTimestamp(endsAt - 1n);
      await deal.concede(0, ana, ANAS, [ANAS[0] - 1n, ANAS[1] + 1n]);
      expect((await deal.record()).movesUntil).to.equal(endsAt);
    });

    context("when demands meet", () => {
      it("settles at once", async () => {
        const { deal, ben, agreements } = await loadFixture(twoDemands);
        await expect(deal.concede(1, ben, BENS, ANAS))
          .to.emit(agreements, "AgreementEnded")
          .withArgs(1, AgreementPhase.Settled, ANAS);
      });

      it("settles in the middle where they pass each other", async () => {
        const { deal, ben, agreements } = await loadFixture(twoDemands);
        await expect(deal.concede(1, ben, BENS, [COLLATERAL, 0n]))
          .to.emit(agreements, "AgreementEnded")
          .withArgs(1, AgreementPhase.Settled, [coins(95), coins(5)]);
      });

      it("has the ruling of the court take no effect", async () => {
        const { deal, ben, court } = await loadFixture(twoDemands);
        const dispute = await deal.case();
        await deal.concede(1, ben, BENS, ANAS);
        await dispute.decide([2, 2, 2]);
        await court.execute(dispute.id);
        expect(await deal.phase()).to.equal(AgreementPhase.Settled);
      });

      it("waits for the demand of each party", async () => {
        const { deal, ana, ben } = await loadFixture(threeDemands);
        await deal.concede(0, ana, [10n, 0n, 0n], [1n, 9n, 0n]);
        await deal.concede(1, ben, [0n, 10n, 0n], [3n, 1n, 6n]);
        expect(await deal.phase()).to.equal(AgreementPhase.Disputed);
      });

      it("shares what is left over alike, and the remainder to the first", async () => {
        const { deal, ana, ben, eve, agreements } = await loadFixture(threeDemands);
        await deal.concede(0, ana, [10n, 0n, 0n], [1n, 9n, 0n]);
        await deal.concede(1, ben, [0n, 10n, 0n], [3n, 1n, 6n]);
        await expect(deal.answer(2, eve, [5n, 2n, 3n]))
          .to.emit(agreements, "AgreementEnded")
          .withArgs(
            1,
            AgreementPhase.Settled,
            [1n + 1n + 2n, 1n + 1n, 3n + 1n].map((share, i) => (i === 0 ? 4n : share)),
          );
      });
    });

    it("reverts with Agreements_TooLate from the end of the time for moves, not a second before", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(twoDemands);
      const { movesUntil } = await deal.record();
      await time.setNextBlockTimestamp(movesUntil);
      await expect(deal.concede(1, ben, BENS, LESS))
        .to.be.revertedWithCustomError(agreements, "Agreements_TooLate")
        .withArgs(1, movesUntil);
      void ana;
    });

    for (const [what, newDemand, named] of [
      ["for the same demand", BENS, 1],
      ["for a higher one", [coins(29), coins(71)], 1],
    ] as const) {
      it(`reverts with Agreements_NoConcession ${what}`, async () => {
        const { deal, ben, agreements } = await loadFixture(twoDemands);
        await expect(deal.concede(1, ben, BENS, [...newDemand]))
          .to.be.revertedWithCustomError(agreements, "Agreements_NoConcession")
          .withArgs(1, named);
      });
    }

    it("reverts with Agreements_NoConcession for one that gives to one party and takes from another", async () => {
      const { deal, ana, agreements } = await loadFixture(threeDemands);
      await deal.concede(0, ana, [10n, 0n, 0n], [8n, 0n, 2n]);
      await expect(deal.concede(0, ana, [8n, 0n, 2n], [7n, 2n, 1n]))
        .to.be.revertedWithCustomError(agreements, "Agreements_NoConcession")
        .withArgs(1, 2);
    });

    it("reverts with Agreements_DemandMismatch for another demand so far", async () => {
      const { deal, ben, agreements } = await loadFixture(twoDemands);
      await expect(deal.concede(1, ben, ANAS, LESS))
        .to.be.revertedWithCustomError(agreements, "Agreements_DemandMismatch")
        .withArgs(1, 1, digestOf(ANAS), digestOf(BENS));
    });

    it("reverts with Agreements_WrongCount for a demand among fewer", async () => {
      const { deal, ben, agreements } = await loadFixture(twoDemands);
      await expect(deal.concede(1, ben, BENS, [COLLATERAL]))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongCount")
        .withArgs(1, 2);
    });

    it("reverts with Agreements_DivisionMismatch for a demand of another sum", async () => {
      const { deal, ben, agreements } = await loadFixture(twoDemands);
      await expect(deal.concede(1, ben, BENS, [coins(35), coins(64)]))
        .to.be.revertedWithCustomError(agreements, "Agreements_DivisionMismatch")
        .withArgs(coins(99), COLLATERAL);
    });

    it("reverts with Agreements_NotTheParty for somebody else", async () => {
      const { deal, ana, ben, agreements } = await loadFixture(twoDemands);
      await expect(deal.concede(1, ana, BENS, LESS))
        .to.be.revertedWithCustomError(agreements, "Agreements_NotTheParty")
        .withArgs(1, 1, ana, ben);
    });

    it("reverts with Agreements_WrongPhase without a dispute", async () => {
      const { deal, ben, agreements } = await loadFixture(aBindingOne);
      await expect(deal.concede(1, ben, BENS, LESS))
        .to.be.revertedWithCustomError(agreements, "Agreements_WrongPhase")
        .withArgs(1, AgreementPhase.Binding);
    });
  });
});
