import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Phase, SALT } from "../../fixtures/court";
import { aPanel, LONGEST, TOO_LONG } from "./world";

describe("Court", () => {
  // Checks JUST-10.
  describe("reveal()", () => {
    it("counts the vote and emits its justification", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await expect(dispute.reveal(1, 2, LONGEST))
        .to.emit(court, "VoteRevealed")
        .withArgs(dispute.id, (await dispute.panel())[1], 0, 2, LONGEST);
      expect((await dispute.round()).ballots).to.deep.equal([0n, 0n, 1n]);
    });

    it("reverts with Court_WrongPhase in the commit phase", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await expect(dispute.reveal(1, 2))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(dispute.id, Phase.Commit);
    });

    it("reverts with Court_TooLate at the end of the phase", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      const { revealEndsAt } = await dispute.round();
      await time.increaseTo(revealEndsAt);
      await expect(dispute.reveal(1, 2))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, revealEndsAt);
    });

    for (const [what, choice, salt] of [
      ["another choice", 1, SALT],
      ["another salt", 2, ethers.id("other")],
    ] as const) {
      it(`reverts with Court_RevealMismatch for ${what}`, async () => {
        const { court, dispute } = await loadFixture(aPanel);
        await dispute.commit(1, 2);
        await dispute.wait();
        await expect(dispute.reveal(1, choice, "", salt))
          .to.be.revertedWithCustomError(court, "Court_RevealMismatch")
          .withArgs(dispute.id, 0, 1);
      });
    }

    it("reverts with Court_RevealMismatch when the vote is revealed already", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await dispute.reveal(1, 2);
      await expect(dispute.reveal(1, 2)).to.be.revertedWithCustomError(court, "Court_RevealMismatch");
    });

    it("reverts with Court_NotYourSeat when the caller does not hold the seat", async () => {
      const { court, dispute, stranger } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await expect(court.connect(stranger).reveal(dispute.id, 0, 1, 2, SALT, ""))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(dispute.id, 0, 1, stranger);
    });

    it("reverts with Court_NoSuchChoice for a choice that the case does not offer", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 3);
      await dispute.wait();
      await expect(dispute.reveal(1, 3))
        .to.be.revertedWithCustomError(court, "Court_NoSuchChoice")
        .withArgs(dispute.id, 3, 2);
    });

    it("reverts with Court_TextTooLong for a justification of 2,049 bytes", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.wait();
      await expect(dispute.reveal(1, 2, TOO_LONG))
        .to.be.revertedWithCustomError(court, "Court_TextTooLong")
        .withArgs(2_049, 2_048);
    });
  });
});
