import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aJudgedCase, Phase } from "../../fixtures/court";
import { aPanel, APPEAL_COST, OTHER_SIDE } from "./world";

describe("Court", () => {
  describe("caseWords()", () => {
    it("reverts with Court_WrongPhase for a case that does not exist", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.caseWords(1)).to.be.revertedWithCustomError(court, "Court_WrongPhase").withArgs(1, 0);
    });

    it("returns the whole case", async () => {
      const { dispute, arbitrable, stranger } = await loadFixture(aJudgedCase);
      await dispute.fund(2, stranger, OTHER_SIDE);
      const view = await dispute.caseView();
      expect([view.arbitrable, view.track, view.choices, view.phase, view.ruling]).to.deep.equal([
        await arbitrable.getAddress(),
        0n,
        2n,
        Phase.Appeal,
        1n,
      ]);
      expect(view.appealCost).to.equal(APPEAL_COST);
      const [round] = view.rounds;
      expect([round.voted, round.ballots]).to.deep.equal([3n, [0n, 3n, 0n]]);
      // 0 before 1, 0 before 2, 1 before 2.
      expect(round.pairs).to.deep.equal([0n, 3n, 3n]);
      expect(round.panel.map(({ hasVoted, choice }) => [hasVoted, choice])).to.deep.equal([
        [true, 1n],
        [true, 1n],
        [true, 1n],
      ]);
      expect(round.sides).to.deep.equal([{ choice: 2n, raised: OTHER_SIDE, needed: OTHER_SIDE }]);
    });

    it("returns no pairs on a line", async () => {
      const { open } = await loadFixture(aCourt);
      const dispute = await open({ isLine: true });
      await dispute.judge([1, 2, 2]);
      const { pairs, ballots } = await dispute.round();
      expect([pairs, ballots]).to.deep.equal([[], [0n, 1n, 2n]]);
    });

    it("returns the end of the commit phase as the end of the phase", async () => {
      const { dispute } = await loadFixture(aPanel);
      expect((await dispute.caseView()).endsAt).to.equal((await dispute.round()).commitEndsAt);
    });
  });
});
