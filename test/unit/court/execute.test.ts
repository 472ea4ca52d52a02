import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Phase } from "../../fixtures/court";
import { aDecidedCase } from "./world";

describe("Court", () => {
  describe("execute()", () => {
    it("calls the arbitrable with the ruling", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
      await expect(court.execute(dispute.id))
        .to.emit(court, "RulingDelivered")
        .withArgs(dispute.id, arbitrable, 1)
        .and.to.emit(arbitrable, "Ruling")
        .withArgs(court, dispute.id, 1);
      expect(await dispute.phase()).to.equal(Phase.Executed);
    });

    it("reverts with Court_WrongPhase when the ruling is delivered already", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await court.execute(dispute.id);
      await expect(court.execute(dispute.id))
        .to.be.revertedWithCustomError(court, "Court_WrongPhase")
        .withArgs(dispute.id, Phase.Executed);
    });

    it("allows another delivery when the receiver fails", async () => {
      const { court, dispute, arbitrable } = await loadFixture(aDecidedCase);
      await arbitrable.setManner(1);
      await expect(court.execute(dispute.id)).to.emit(court, "RulingRefused").withArgs(dispute.id, arbitrable, 1);
      await arbitrable.setManner(0);
      await court.execute(dispute.id);
      expect(await arbitrable.rulingOf(dispute.id)).to.equal(1n);
    });

    it("reverts with Court_GasTooLow when the receiver would get too little gas", async () => {
      const { court, dispute } = await loadFixture(aDecidedCase);
      await expect(court.execute(dispute.id, { gasLimit: 1_500_000n })).to.be.revertedWithCustomError(
        court,
        "Court_GasTooLow",
      );
    });
  });
});
