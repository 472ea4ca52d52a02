import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Phase } from "../../fixtures/court";
import { aPanel, aPlenary, OTHER_SIDE, TOO_LONG } from "./world";

describe("Court", () => {
  describe("voteInPlenary()", () => {
    it("counts the vote of a citizen", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(1)).voteInPlenary(dispute.id, 2, "It is so."))
        .to.emit(court, "VoteRevealed")
        .withArgs(dispute.id, 1, 0, 2, "It is so.");
      expect((await dispute.round()).ballots).to.deep.equal([0n, 0n, 1n]);
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

    it("reverts with Court_Excused when the caller is a party", async () => {
      const { court, dispute, citizen } = await loadFixture(aPlenary);
      await expect(court.connect(citizen(12)).voteInPlenary(dispute.id, 2, ""))
        .to.be.revertedWithCustomError(court, "Court_Excused")
        .withArgs(dispute.id, 12);
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

    it("keeps the last ruling when too few vote", async () => {
      const { dispute, court, stranger } = await loadFixture(aPanel);
      await dispute.vote([1, 1, 1]);
      await court.advance(dispute.id);
      await dispute.fund(2, stranger, OTHER_SIDE);
      await dispute.pass();
      // Nobody votes: two panels of seven, as far as there are jurors, then the plenary.
      while ((await dispute.phase()) !== Phase.Plenary) await dispute.judge([]);
      await dispute.pass();
      expect(await court.currentRuling(dispute.id)).to.equal(1n);
    });
  });
});
