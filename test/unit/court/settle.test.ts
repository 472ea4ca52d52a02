import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt, aJudgedCase, COST } from "../../fixtures/court";
import { NATIVE } from "../../fixtures/treasury";
import { aDecidedCase, aPlenary, APPEAL_COST } from "./world";

describe("Court", () => {
  describe("settle()", () => {
    it("shares the fees among the jurors who voted with the ruling", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      const panel = await dispute.panel();
      await expect(court.settle(dispute.id, 0))
        .to.emit(court, "RoundSettled")
        .withArgs(dispute.id, 0, COST / 2n, 0);
      expect(await Promise.all(panel.map((id) => court.owedToCitizen(NATIVE, id)))).to.deep.equal([
        COST / 2n,
        COST / 2n,
        0n,
      ]);
    });

    it("releases the jurors", async () => {
      const { court, dispute, roll } = await loadFixture(aDecidedCase);
      await court.settle(dispute.id, 0);
      for (const id of await dispute.panel()) expect((await roll.jurorOf(id)).duties).to.equal(0n);
    });

    it("credits the treasury with the remainder of the division", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aJudgedCase);
      await arbitrable.appeal(dispute.id, { value: APPEAL_COST });
      await dispute.decide([1, 1, 1, 2, 2, 0, 0]);
      await expect(court.settle(dispute.id, 1))
        .to.emit(court, "RoundSettled")
        .withArgs(dispute.id, 1, APPEAL_COST / 3n, APPEAL_COST % 3n);
    });

    it("credits the treasury with the fees when no juror voted with the ruling", async () => {
      const { court, open, treasury } = await loadFixture(aCourt);
      const dispute = await open();
      await dispute.decide([1, 2, undefined]);
      await court.settle(dispute.id, 0);
      expect(await court.owedTo(NATIVE, treasury)).to.equal(COST);
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
