import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, SALT } from "../../fixtures/court";
import { aPanel } from "./world";

describe("Court", () => {
  describe("commit()", () => {
    it("stores the commitment", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      const panel = await dispute.panel();
      await expect(dispute.commit(1, 2))
        .to.emit(court, "VoteCommitted")
        .withArgs(dispute.id, panel[1], await dispute.commitment(1, 2));
      expect((await dispute.round()).panel[1].hasCommitted).to.equal(true);
    });

    it("replaces an earlier commitment", async () => {
      const { dispute } = await loadFixture(aPanel);
      await dispute.commit(1, 2);
      await dispute.vote([undefined, 1, undefined]);
      expect((await dispute.round()).panel[1].choice).to.equal(1n);
    });

    it("reverts with Court_CommitmentEmpty for a zero commitment", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      await expect(court.connect(await dispute.juror(0)).commit(dispute.id, 0, 0, ethers.ZeroHash))
        .to.be.revertedWithCustomError(court, "Court_CommitmentEmpty")
        .withArgs(dispute.id);
    });

    it("reverts with Court_NotYourSeat when the caller does not hold the seat", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      const juror = await dispute.juror(0);
      await expect(court.connect(juror).commit(dispute.id, 0, 1, SALT))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(dispute.id, 0, 1, juror);
    });

    it("reverts with Court_NotYourSeat for a seat that does not exist", async () => {
      const { court, dispute, stranger } = await loadFixture(aPanel);
      await expect(court.connect(stranger).commit(dispute.id, 0, 3, SALT))
        .to.be.revertedWithCustomError(court, "Court_NotYourSeat")
        .withArgs(dispute.id, 0, 3, stranger);
    });

    it("accepts it from a juror whose citizenship has ended", async () => {
      const { citizenship, dispute } = await loadFixture(aPanel);
      await citizenship.end((await dispute.panel())[0]);
      await expect(dispute.commit(0, 1)).not.to.be.reverted;
    });

    it("reverts with Court_TooLate at the end of the phase", async () => {
      const { court, dispute } = await loadFixture(aPanel);
      const { commitEndsAt } = await dispute.round();
      await time.setNextBlockTimestamp(commitEndsAt);
      await expect(dispute.commit(0, 1))
        .to.be.revertedWithCustomError(court, "Court_TooLate")
        .withArgs(dispute.id, commitEndsAt);
    });

    it("accepts it a second before the end", async () => {
      const { dispute } = await loadFixture(aPanel);
      const [juror, commitment] = [await dispute.juror(0), await dispute.commitment(0, 1)];
      await time.setNextBlockTimestamp((await dispute.round()).commitEndsAt - 1n);
      await expect(dispute.court.connect(juror).commit(dispute.id, 0, 0, commitment)).not.to.be.reverted;
    });
  });

  describe("commitmentOf()", () => {
    it("hashes the court, the case, the round, the juror, the choice and the salt", async () => {
      const { court } = await loadFixture(aCourt);
      const encoded = ethers.AbiCoder.defaultAbiCoder().encode(
        ["address", "uint256", "uint256", "uint256", "uint256", "bytes32"],
        [await court.getAddress(), 1, 2, 3, 4, SALT],
      );
      expect(await court.commitmentOf(1, 2, 3, 4, SALT)).to.equal(ethers.keccak256(encoded));
    });
  });
});
