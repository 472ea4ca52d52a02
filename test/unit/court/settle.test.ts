import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aJudgedCase, COST, SEAT_FEE } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { aDecidedCase, aPlenary, APPEAL_COST } from "./world";

describe("Court", () => {
  describe("settle()", () => {
    it("pays each juror who voted, with the ruling or not", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      const panel = await dispute.panel();
      await expect(court.settle(dispute.id, 0)).to.emit(court, "RoundSettled").withArgs(dispute.id, 0, SEAT_FEE, 0);
      expect(await Promise.all(panel.map((id) => court.owedToCitizen(NATIVE, id)))).to.deep.equal([
        SEAT_FEE,
        SEAT_FEE,
        SEAT_FEE,
      ]);
    });

    it("releases the jurors", async () => {
      const { court, dispute, roll } = await loadFixture(aDecidedCase);
      await court.settle(dispute.id, 0);
      for (const id of await dispute.panel()) expect((await roll.jurorOf(id)).duties).to.equal(0n);
    });

    it("credits the treasury with the fees of the absent", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await arbitrable.appeal(dispute.id, { value: APPEAL_COST });
      await dispute.decide([1, 1, 1, 2, 2, 0, 0, 1, 1, undefined, undefined]);
      await expect(court.settle(dispute.id, 1))
        .to.emit(court, "RoundSettled")
        .withArgs(dispute.id, 1, SEAT_FEE, 2n * SEAT_FEE);
    });

    it("pays the voters of a panel without a ruling what it kept for them", async () => {
      const { court, open } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.judge([1, undefined, undefined]);
      await dispute.judge([1, 1, 1]);
      await dispute.pass();
      await expect(court.settle(dispute.id, 0)).to.emit(court, "RoundSettled").withArgs(dispute.id, 0, SEAT_FEE, 0);
    });

    it("credits the treasury with what was kept for nobody", async () => {
      const { court, open } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.judge([]);
      await dispute.judge([1, 1, 1]);
      await dispute.pass();
      await expect(court.settle(dispute.id, 0)).to.emit(court, "RoundSettled").withArgs(dispute.id, 0, 0, 0);
    });

    it("credits the treasury with the fees of the plenary", async () => {
      const { court, dispute, treasury } = await loadFixture(aPlenary);
      await dispute.pass();
      await expect(court.settle(dispute.id, 0)).to.emit(court, "Credited").withArgs(NATIVE, treasury, 0, COST);
    });

    it("reverts with Court_AlreadySettled when the round is settled already", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await court.settle(dispute.id, 0);
      await expect(court.settle(dispute.id, 0))
        .to.be.revertedWithCustomError(court, "Court_AlreadySettled")
        .withArgs(dispute.id, 0);
    });

    it("reverts with Court_NoSuchRound for a round that does not exist", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await expect(court.settle(dispute.id, 1))
        .to.be.revertedWithCustomError(court, "Court_NoSuchRound")
        .withArgs(dispute.id, 1);
    });
  });
});
