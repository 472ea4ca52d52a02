import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, aCourtOf, aJudgedCase, PERIODS, Phase, SEAT_FEE } from "../../fixtures/court";
import { APPEAL_COST } from "./world";

describe("Court", () => {
  describe("appeal()", () => {
    it("opens the next round when the arbitrable pays", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await expect(arbitrable.appeal(dispute.id, { value: APPEAL_COST }))
        .to.emit(court, "AppealDecision")
        .withArgs(dispute.id, arbitrable);
      expect((await dispute.round()).size).to.equal(11n);
    });

    it("reverts with Court_NotTheArbitrable when another account calls", async () => {
      const { court, dispute, stranger } = await loadFixture(aJudgedCase);
      await expect(court.connect(stranger).appeal(dispute.id, "0x", { value: APPEAL_COST }))
        .to.be.revertedWithCustomError(court, "Court_NotTheArbitrable")
        .withArgs(dispute.id, stranger);
    });

    it("reverts with Court_CostNotCovered when the value is below the cost", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await expect(arbitrable.appeal(dispute.id, { value: APPEAL_COST - 1n }))
        .to.be.revertedWithCustomError(court, "Court_CostNotCovered")
        .withArgs(APPEAL_COST - 1n, APPEAL_COST);
    });

    it("leads to the plenary after eleven seats, and to a final ruling", async () => {
      const { open, arbitrable, court } = await loadFixture(aCourtOf(36, 36));
      const dispute = await open();
      for (const seats of [3, 11]) {
        await dispute.judge(new Array<number>(seats).fill(1));
        await arbitrable.appeal(dispute.id, { value: await court.appealCost(dispute.id, "0x") });
      }
      const { size, fees } = await dispute.round();
      expect([size, fees]).to.deep.equal([31n, 31n * SEAT_FEE]);
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Plenary);
      await dispute.pass();
      expect(await dispute.phase()).to.equal(Phase.Final);
    });
  });

  describe("appeal() of ERC-792", () => {
    it("returns the cost of an appeal in the appeal phase only", async () => {
      const { court, dispute } = await loadFixture(aJudgedCase);
      expect(await court.appealCost(dispute.id, "0x")).to.equal(APPEAL_COST);
      await dispute.pass();
      expect(await court.appealCost(dispute.id, "0x")).to.equal(ethers.MaxUint256);
    });

    it("returns the appeal period in the appeal phase only", async () => {
      const { court, dispute } = await loadFixture(aJudgedCase);
      const { endsAt } = await dispute.caseView();
      expect(await court.appealPeriod(dispute.id)).to.deep.equal([endsAt - BigInt(PERIODS.appeal), endsAt]);
      await dispute.pass();
      expect(await court.appealPeriod(dispute.id)).to.deep.equal([0n, 0n]);
    });

    it("returns the status of a dispute in each phase", async () => {
      const { court, open } = await loadFixture(aCourt);
      const dispute = await open();
      expect(await court.disputeStatus(dispute.id)).to.equal(0n);
      await dispute.judge([1, 1, 1]);
      expect(await court.disputeStatus(dispute.id)).to.equal(1n);
      await dispute.wait();
      expect(await court.disputeStatus(dispute.id)).to.equal(0n);
      await court.advance(dispute.id);
      expect(await court.disputeStatus(dispute.id)).to.equal(2n);
      await court.execute(dispute.id);
      expect(await court.disputeStatus(dispute.id)).to.equal(2n);
    });

    it("reverts with Court_WrongPhase for a dispute that does not exist", async () => {
      const { court } = await loadFixture(aCourt);
      await expect(court.disputeStatus(1)).to.be.revertedWithCustomError(court, "Court_WrongPhase").withArgs(1, 0);
    });
  });
});
