import { loadFixture, takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  aCourt,
  aCourtOf,
  aJudgedCase,
  aLargeCourt,
  BOND,
  NO_SHOW_PENALTY,
  Phase,
  SEAT_FEE,
} from "../../fixtures/court";
import { rankingOf } from "../../../sdk/src/institutions/court";
import { key } from "../../fixtures/money";
import { aPanel, OTHER_SIDE, OWN_SIDE } from "./world";

describe("Court", () => {
  describe("advance()", () => {
    context("given the evidence phase", () => {
      it("reverts with Court_PhaseNotOver a second before the end", async () => {
        const { court, open } = await loadFixture(aCourt);
        const dispute = await open();
        const { endsAt } = await dispute.caseView();
        await time.setNextBlockTimestamp(endsAt - 1n);
        await expect(court.advance(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_PhaseNotOver")
          .withArgs(dispute.id, Phase.Evidence, endsAt);
      });

      it("freezes the roll at the end", async () => {
        const { court, open, randomness } = await loadFixture(aCourt);
        const dispute = await open();
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "RollFrozen")
          .withArgs(dispute.id, 0, randomness, 1, 10, 3);
        expect((await dispute.round()).frozenAt).to.equal(await time.latest());
        expect(await dispute.phase()).to.equal(Phase.Draw);
      });
    });

    context("given the votes of a panel", () => {
      it("reverts with Court_PhaseNotOver in the commit phase", async () => {
        const { court, dispute } = await loadFixture(aPanel);
        await expect(court.advance(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_PhaseNotOver")
          .withArgs(dispute.id, Phase.Commit, (await dispute.round()).commitEndsAt);
      });

      it("reverts with Court_PhaseNotOver in the reveal phase while a vote is missing", async () => {
        const { court, dispute } = await loadFixture(aPanel);
        await dispute.vote([1, 1, undefined]);
        await expect(court.advance(dispute.id))
          .to.be.revertedWithCustomError(court, "Court_PhaseNotOver")
          .withArgs(dispute.id, Phase.Reveal, (await dispute.round()).revealEndsAt);
      });

      it("closes the votes as soon as all are revealed", async () => {
        const { court, dispute, arbitrable } = await loadFixture(aPanel);
        await dispute.vote([1, 1, 2]);
        await expect(court.advance(dispute.id))
          .to.emit(court, "RoundClosed")
          .withArgs(dispute.id, 0, true, 1)
          .and.to.emit(court, "AppealPossible")
          .withArgs(dispute.id, arbitrable);
      });

      for (const [votes, ruling] of [
        [[1, 2, 2], 2n],
        [[2, 1, 1], 1n],
        [[0, 0, 1], 0n],
        [[0, 1, 2], 0n],
        [[2, 2, undefined], 2n],
      ] as const) {
        it(`rules ${ruling} on the votes ${votes.map((v) => v ?? "none").join(", ")}`, async () => {
          const { dispute } = await loadFixture(aPanel);
          await dispute.vote(votes);
          await dispute.pass();
          const { ruling: ruled, hasRuling } = await dispute.round();
          expect([ruled, hasRuling]).to.deep.equal([ruling, true]);
        });
      }

      for (const [votes, ruling] of [
        // A refusal is the lowest end of the line.
        [[1, 3, 3], 3n],
        [[3, 1, 2], 2n],
        [[0, 2, 3], 2n],
        [[0, 0, 3], 0n],
        // Between two, the lower one: no ruling stands yet.
        [[1, 3, undefined], 1n],
        [[2, 2, undefined], 2n],
      ] as const) {
        it(`rules ${ruling}, the median, on the votes ${votes.map((v) => v ?? "none").join(", ")} on a line`, async () => {
          const { open } = await loadFixture(aCourt);
          const dispute = await open({ choices: 3, isLine: true });
          await dispute.judge(votes);
          const { ruling: ruled, hasRuling } = await dispute.round();
          expect([ruled, hasRuling]).to.deep.equal([ruling, true]);
        });
      }

      it("keeps the ruling that stands when the votes on a line are equally many on both sides of it", async () => {
        const { open, arbitrable, court } = await loadFixture(aLargeCourt);
        const dispute = await open({ choices: 3, isLine: true });
        await dispute.judge([2, 2, 2]);
        await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
        await dispute.judge([1, 1, 1, 1, 1, 3, 3, 3, 3, 3, undefined]);
        expect((await dispute.round()).ruling).to.equal(2n);
      });

      it("rules the choice that beats each other one, although fewest put it first", async () => {
        const { open } = await loadFixture(aCourt);
        const dispute = await open({ choices: 3, hasFiveSeats: true });
        const [left, right, middle] = [rankingOf([1, 2, 3, 0]), rankingOf([3, 2, 1, 0]), rankingOf([2])];
        await dispute.judge([left, left, right, right, middle]);
        const { ruling, pairs, ballots } = await dispute.round();
        expect(ruling).to.equal(2n);
        expect(ballots).to.deep.equal([0n, 2n, 1n, 2n]);
        // 0 before 1, 2 and 3; 1 before 2 and 3; 2 before 3.
        expect(pairs).to.deep.equal([1n, 0n, 1n, 2n, 3n, 3n]);
      });

      // Checks JUST-6.
      it("lets the lot by the panel's seed decide between equals", async () => {
        const { open } = await loadFixture(aCourt);
        const rulings = new Set<bigint>();
        for (const word of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
          const snapshot = await takeSnapshot();
          const dispute = await open({ choices: 3 });
          await dispute.judge([rankingOf([1, 2, 3]), rankingOf([2, 3, 1]), rankingOf([3, 1, 2])], word);
          rulings.add((await dispute.round()).ruling);
          await snapshot.restore();
        }
        expect([...rulings].sort()).to.deep.equal([1n, 2n, 3n]);
      });

      it("removes jurors who did not reveal, with or without a commitment", async () => {
        const { roll, dispute, coin, treasury } = await loadFixture(aPanel);
        const panel = await dispute.panel();
        await dispute.commit(0, 1);
        await dispute.vote([undefined, 1, undefined]);
        const before = await coin.balanceOf(treasury);
        await dispute.pass();
        expect((await coin.balanceOf(treasury)) - before).to.equal((2n * BOND * NO_SHOW_PENALTY) / 100_00n);
        for (const seat of [0, 2]) {
          const { hasRetired, duties } = await roll.jurorOf(panel[seat]);
          expect([hasRetired, duties]).to.deep.equal([true, 0n]);
        }
      });

      it("takes the penalty that was in force when the round opened", async () => {
        const { roll, dispute, government } = await loadFixture(aPanel);
        await roll.connect(government).setProvision(key("noShowPenalty"), 100_00);
        const panel = await dispute.panel();
        await dispute.vote([1, 1, undefined]);
        await dispute.pass();
        expect((await roll.jurorOf(panel[2])).bond).to.equal(BOND - (BOND * NO_SHOW_PENALTY) / 100_00n);
      });
    });

    context("given too few votes for the panel's quorum", () => {
      it("draws another panel of the same size, without the removed jurors", async () => {
        const { court, dispute } = await loadFixture(aPanel);
        const panel = await dispute.panel();
        await dispute.vote([1, undefined, undefined]);
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "RoundClosed")
          .withArgs(dispute.id, 0, false, 0)
          .and.to.emit(court, "RoundOpened")
          .withArgs(dispute.id, 1, 3, 0)
          .and.to.emit(court, "RollFrozen");
        await dispute.seat();
        const redrawn = await dispute.panel();
        expect(redrawn).not.to.include(panel[1]);
        expect(redrawn).not.to.include(panel[2]);
      });

      it("keeps the voters' share of the fees and gives the rest to the new panel", async () => {
        const { dispute } = await loadFixture(aPanel);
        await dispute.vote([1, undefined, undefined]);
        await dispute.pass();
        const { rounds } = await dispute.caseView();
        expect(rounds.map(({ fees }) => fees)).to.deep.equal([SEAT_FEE, 2n * SEAT_FEE]);
      });

      it("opens the plenary after a second failure, since little is left to pay a third panel with", async () => {
        const { open, court } = await loadFixture(aCourtOf(36, 36));
        const dispute = await open();
        const sizes = [];
        for (let i = 0; i < 2; ++i) {
          await dispute.judge([]);
          const { size, isRedraw } = await dispute.round();
          sizes.push([size, isRedraw]);
        }
        expect(sizes).to.deep.equal([
          [3n, true],
          [31n, true],
        ]);
        expect(await court.phaseOf(dispute.id)).to.equal(Phase.Plenary);
      });
    });

    context("given the appeal phase", () => {
      it("decides the case at the end when no side is funded", async () => {
        const { court, dispute } = await loadFixture(aJudgedCase);
        await dispute.wait();
        await expect(court.advance(dispute.id)).to.emit(court, "CaseDecided").withArgs(dispute.id, 1);
        expect(await dispute.phase()).to.equal(Phase.Final);
      });

      it("decides the case when only the ruling's own side is funded", async () => {
        const { dispute, stranger } = await loadFixture(aJudgedCase);
        await dispute.fund(1, stranger, OWN_SIDE);
        await dispute.pass();
        expect(await dispute.phase()).to.equal(Phase.Final);
      });

      it("opens the next round at the end when only another side is funded", async () => {
        const { court, dispute, stranger, arbitrable } = await loadFixture(aJudgedCase);
        await dispute.fund(2, stranger, OTHER_SIDE);
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "AppealDecision")
          .withArgs(dispute.id, arbitrable)
          .and.to.emit(court, "RoundOpened");
        expect((await dispute.round()).size).to.equal(11n);
      });
    });
  });
});
