import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { nextAt } from "../../fixtures/citizenship";
import { ANN, announced, contested, COST, CYD, decreed, Phase, stopped } from "./world";

describe("Recovery", () => {
  describe("contest()", () => {
    it("emits RecoveryContested", async () => {
      const { recovery, stranger } = await loadFixture(stopped);
      await expect(recovery.connect(stranger).contest(ANN, { value: COST }))
        .to.emit(recovery, "RecoveryContested")
        .withArgs(ANN, 1, stranger);
    });

    it("emits ERC-1497's Dispute", async () => {
      const { recovery, court, stranger } = await loadFixture(stopped);
      await expect(recovery.connect(stranger).contest(ANN, { value: COST }))
        .to.emit(recovery, "Dispute")
        .withArgs(court, 1, 0, 1);
    });

    it("brings a case with two choices", async () => {
      const { recovery, court } = await loadFixture(contested);
      const { arbitrable, choices } = await court.records(1);
      expect([arbitrable, choices]).to.deep.equal([await recovery.getAddress(), 2n]);
    });

    it("keeps the case", async () => {
      const { recovery } = await loadFixture(contested);
      const { phase, caseId } = await recovery.recoveryOf(ANN);
      expect([phase, caseId, await recovery.citizenOfCase(1)]).to.deep.equal([Phase.Contested, 1n, ANN]);
    });

    it("is possible a second before the end of the time for it", async () => {
      const { recovery } = await loadFixture(stopped);
      await nextAt((await recovery.recoveryOf(ANN)).contestableUntil - 1n);
      await expect(recovery.contest(ANN, { value: COST })).to.emit(recovery, "RecoveryContested");
    });

    it("reverts with Recovery_TooLate at that moment", async () => {
      const { recovery } = await loadFixture(stopped);
      const { contestableUntil } = await recovery.recoveryOf(ANN);
      await nextAt(contestableUntil);
      await expect(recovery.contest(ANN, { value: COST }))
        .to.be.revertedWithCustomError(recovery, "Recovery_TooLate")
        .withArgs(ANN, contestableUntil);
    });

    it("reverts with Recovery_NotContestable for what the government announced", async () => {
      const { recovery, cyd } = await loadFixture(decreed);
      await recovery.connect(cyd).stop();
      await expect(recovery.contest(CYD, { value: COST }))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotContestable")
        .withArgs(CYD);
    });

    it("reverts with Recovery_WrongPhase when nothing is stopped", async () => {
      const { recovery } = await loadFixture(announced);
      await expect(recovery.contest(ANN, { value: COST }))
        .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.Announced);
    });

    for (const value of [COST - 1n, COST + 1n]) {
      it(`reverts with Recovery_WrongValue for ${value} of ${COST} wei`, async () => {
        const { recovery } = await loadFixture(stopped);
        await expect(recovery.contest(ANN, { value }))
          .to.be.revertedWithCustomError(recovery, "Recovery_WrongValue")
          .withArgs(value, COST);
      });
    }
  });

  describe("contestCost()", () => {
    it("is the court's cost", async () => {
      const { recovery } = await loadFixture(stopped);
      expect(await recovery.contestCost(ANN)).to.equal(COST);
    });
  });
});
