import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { rankingOf } from "../../../sdk/src/institutions/court";
import { aCourtOf, HOUR, Phase } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { aPlenary, TOO_LONG } from "./world";

describe("Court", () => {
  describe("voteInPlenary()", () => {
    it("counts the vote of a citizen", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, "It is so."))
        .to.emit(court, "VoteRevealed")
        .withArgs(dispute.id, 1, 0, 2, "It is so.");
      const { voted, ballots, pairs } = await dispute.round();
      // 0 before 1, 0 before 2, 1 before 2.
      expect([voted, ballots, pairs]).to.deep.equal([1n, [], [1n, 0n, 0n]]);
    });

    it("reverts with Court_AlreadyVoted when the citizen has voted", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await court.connect(citizen(1)).voteInPlenary(dispute.id, 2, "");
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_AlreadyVoted")
        .withArgs(dispute.id, 1);
    });

    it("reverts with Court_MayNotVote when the caller is not a citizen", async () => {
      const { court, dispute, stranger } = await loadFixture(aPlenary);
      await expect(court.connect(stranger).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_MayNotVote")
        .withArgs(stranger);
    });

    it("reverts with Court_NotInPlenary when the caller became a citizen after the snapshot", async () => {
      const { court, dispute, stranger, citizenship } = await loadFixture(aPlenary);
      await citizenship.admit(stranger);
      await expect(court.connect(stranger).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_NotInPlenary")
        .withArgs(dispute.id, 13, (await dispute.round()).frozenAt);
    });

    // Checks JUST-5.
    it("counts the vote of a party", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(12)).voteInPlenary(dispute.id, 2, "")).to.emit(court, "VoteRevealed");
    });

    // Checks JUST-5.
    it("counts the vote of a citizen who stepped aside", async () => {
      const { court, open, citizen } = await loadFixture(aCourtOf(12, 0));
      const dispute = await open();
      await court.connect(citizen(1)).recuse(dispute.id);
      await dispute.pass();
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, "")).to.emit(court, "VoteRevealed");
    });

    it("reverts with Court_RankedTwice for a ranking that names a choice twice", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 0x121, ""))
        .to.be.revertedWithCustomError(court, "Court_RankedTwice")
        .withArgs(dispute.id, 1);
    });

    it("reverts with Court_NoSuchChoice for a choice beyond the line", async () => {
      const { court, open, citizen } = await loadFixture(aCourtOf(12, 0));
      const dispute = await open({ isLine: true });
      await dispute.pass();
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 3, ""))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    it("reverts with Court_NoSuchChoice for a choice that the case does not offer", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 3, ""))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    it("reverts with Court_TextTooLong for a justification of 2,049 bytes", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, TOO_LONG))
        .to.be.revertedWithCustomError(court, "Court_TextTooLong")
        .withArgs(2_049, 2_048);
    });

    it("reverts with Court_TooLate once the time is over", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await dispute.wait();
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, (await dispute.caseView()).endsAt);
    });

    for (const [votes, ruling] of [
      [[1, 1, 2, 2, 2], 2n],
      [[2, 2, 1, 1], 0n],
      [[0, 0, 0, 1], 0n],
      // Three of twelve are less than three in ten.
      [[2, 2, 2], 0n],
    ] as const) {
      it(`rules ${ruling} on the votes ${votes.join(", ")}`, async () => {
        const { court, dispute, citizen } = await loadFixture(aPlenary);
        for (const [i, choice] of votes.entries()) {
          await court.connect(citizen(i + 1)).voteInPlenary(dispute.id, choice, "");
        }
        await dispute.wait();
        await expect(court.advance(dispute.id))
          .to.emit(court, "RoundClosed")
          .withArgs(dispute.id, 0, votes.length > 3, ruling)
          .and.to.emit(court, "CaseDecided")
          .withArgs(dispute.id, ruling);
      });
    }

    for (const [votes, ruling] of [
      [[1, 1, 3, 3, 3], 3n],
      [[1, 2, 3, 3], 2n],
      [[0, 0, 0, 3], 0n],
      [[40, 200, 200, 40, 199], 199n],
    ] as const) {
      it(`rules ${ruling}, the median, on the votes ${votes.join(", ")} on a line`, async () => {
        const { open, citizen, court } = await loadFixture(aCourtOf(12, 0));
        const dispute = await open({ choices: 200, isLine: true });
        await dispute.pass();
        for (const [i, choice] of votes.entries()) {
          await court.connect(citizen(i + 1)).voteInPlenary(dispute.id, choice, "");
        }
        expect((await dispute.round()).ballots[Number(ruling)]).not.to.equal(0n);
        await dispute.pass();
        expect(await court.currentRuling(dispute.id)).to.equal(ruling);
      });
    }

    it("counts rankings of nine choices, with 0", async () => {
      const { open, citizen, court } = await loadFixture(aCourtOf(12, 0));
      const dispute = await open({ choices: 8 });
      await dispute.pass();
      const last = rankingOf([8, 7, 6, 5, 4, 3, 2, 1, 0]);
      for (const [i, vote] of [last, last, rankingOf([7, 8, 6, 5, 4, 3, 2, 1, 0]), 0, 1].entries()) {
        await court.connect(citizen(i + 1)).voteInPlenary(dispute.id, vote, "");
      }
      const { voted, pairs } = await dispute.round();
      expect([voted, pairs.length, pairs[35]]).to.deep.equal([5n, 36, 3n]);
      await dispute.pass();
      // 7 and 8 beat all others by three to two; 7 before 8: once by name, and twice by the order of numbers.
      expect(await court.currentRuling(dispute.id)).to.equal(7n);
    });

    context("given a ruling of a panel", () => {
      async function aLastAppeal() {
        const world = await aCourtOf(18, 13)();
        const { open, arbitrable, court } = world;
        const dispute = await open({ choices: 3 });
        await dispute.judge([1, 1, 1]);
        await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
        await dispute.pass();
        const vote = async (votes: readonly number[]) => {
          for (const [i, choice] of votes.entries()) {
            await court.connect(world.citizen(i + 1)).voteInPlenary(dispute.id, choice, "");
          }
        };
        return { ...world, dispute, vote };
      }

      it("keeps it when too few vote", async () => {
        const { dispute, court, vote } = await loadFixture(aLastAppeal);
        await vote([2, 2, 2, 2, 2]);
        await dispute.pass();
        expect(await court.currentRuling(dispute.id)).to.equal(1n);
      });

      it("keeps it in a tie", async () => {
        const { dispute, court, vote } = await loadFixture(aLastAppeal);
        await vote([2, 2, 2, 3, 3, 3]);
        await dispute.pass();
        expect(await court.currentRuling(dispute.id)).to.equal(1n);
      });

      it("overturns it", async () => {
        const { dispute, court, vote } = await loadFixture(aLastAppeal);
        await vote([2, 2, 2, 2, 3, 3]);
        await dispute.pass();
        expect(await court.currentRuling(dispute.id)).to.equal(2n);
      });
    });

    it("needs three votes in a small nation, whatever the quorum is", async () => {
      const { open, citizen, court } = await loadFixture(aCourtOf(6, 0));
      const dispute = await open();
      await dispute.pass();
      for (const id of [1, 2]) await court.connect(citizen(id)).voteInPlenary(dispute.id, 2, "");
      await dispute.pass();
      expect((await dispute.round()).hasRuling).to.equal(false);
    });

    it("measures the quorum against the citizens of the last 90 days", async () => {
      const { open, citizen, court, citizenship } = await loadFixture(aCourtOf(12, 0));
      await citizenship.setLeastBase(20);
      const dispute = await open();
      await dispute.pass();
      for (const id of [1, 2, 3, 4, 5]) await court.connect(citizen(id)).voteInPlenary(dispute.id, 2, "");
      await dispute.pass();
      expect((await dispute.round()).hasRuling).to.equal(false);
    });

    context("given the last day", () => {
      async function aLateHour() {
        const world = await aCourtOf(18, 0)();
        const { court, citizen } = world;
        const dispute = await world.open();
        await dispute.pass();
        const vote = (id: number, choice: number) => court.connect(citizen(id)).voteInPlenary(dispute.id, choice, "");
        for (const id of [1, 2, 3, 4, 5, 6]) await vote(id, 1);
        const { endsAt } = await dispute.caseView();
        await time.increaseTo(endsAt - BigInt(HOUR));
        return { ...world, dispute, vote, endsAt };
      }

      it("prolongs the vote to a whole day when a ballot turns the outcome", async () => {
        const { court, dispute, vote } = await loadFixture(aLateHour);
        for (const id of [7, 8, 9, 10, 11]) await vote(id, 2);
        const tx = await vote(12, 2);
        const until = (await time.latest()) + DAY;
        await expect(tx).to.emit(court, "PlenaryProlonged").withArgs(dispute.id, until);
        expect((await dispute.caseView()).endsAt).to.equal(until);
      });

      it("leaves the end when the outcome stays", async () => {
        const { court, dispute, vote, endsAt } = await loadFixture(aLateHour);
        await expect(vote(7, 2)).not.to.emit(court, "PlenaryProlonged");
        expect((await dispute.caseView()).endsAt).to.equal(endsAt);
      });

      it("lets turns at one moment use up none of the later ones", async () => {
        const { court, dispute, vote } = await loadFixture(aLateHour);
        for (const id of [7, 8, 9, 10, 11]) await vote(id, 2);
        for (const [id, choice] of [
          [12, 2],
          [13, 2],
          [14, 1],
          [15, 2],
          [16, 1],
        ] as const) {
          await vote(id, choice);
        }
        await time.increaseTo((await dispute.caseView()).endsAt - 2n);
        await expect(vote(17, 1)).to.emit(court, "PlenaryProlonged");
      });

      it("prolongs it by five days at most", async () => {
        const { court, dispute, vote, endsAt } = await loadFixture(aLateHour);
        for (const id of [7, 8, 9, 10, 11]) await vote(id, 2);
        // A tie leaves no ruling; each next ballot makes or breaks one.
        for (const [id, choice] of [
          [12, 2],
          [13, 2],
          [14, 1],
          [15, 2],
          [16, 1],
        ] as const) {
          await expect(vote(id, choice)).to.emit(court, "PlenaryProlonged");
          await time.increaseTo((await dispute.caseView()).endsAt - 2n);
        }
        await expect(vote(17, 1)).not.to.emit(court, "PlenaryProlonged");
        expect((await dispute.caseView()).endsAt).to.be.lessThanOrEqual(endsAt + 5n * BigInt(DAY));
        expect(await dispute.phase()).to.equal(Phase.Plenary);
      });
    });
  });
});
