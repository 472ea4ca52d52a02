import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { aChoice, ANN, aRecovery, CYD, decreed, guarded, LONG_WAIT, PAUSE, Phase } from "./world";

describe("Recovery", () => {
  describe("decree()", () => {
    it("emits RecoveryDecreed with the end of the longer wait", async () => {
      const { recovery, government, newKey } = await loadFixture(aRecovery);
      const at = (await now()) + 100n;
      await nextAt(at);
      await expect(recovery.connect(government).decree(CYD, newKey))
        .to.emit(recovery, "RecoveryDecreed")
        .withArgs(CYD, newKey, at + LONG_WAIT);
    });

    it("shows that the government announced it", async () => {
      const { recovery } = await loadFixture(decreed);
      const { phase, byGovernment } = await recovery.recoveryOf(CYD);
      expect([phase, byGovernment]).to.deep.equal([Phase.Announced, true]);
    });

    it("is possible for who took all guardians back", async () => {
      const { recovery, government, ann, newKey } = await loadFixture(guarded);
      await recovery.connect(ann).chooseGuardians(0, [], []);
      await waitUntil((await recovery.chosenGuardiansOf(ANN)).from);
      await expect(recovery.connect(government).decree(ANN, newKey)).to.emit(recovery, "RecoveryDecreed");
    });

    it("reverts with Recovery_HasGuardians for who has guardians", async () => {
      const { recovery, government, newKey } = await loadFixture(guarded);
      await expect(recovery.connect(government).decree(ANN, newKey))
        .to.be.revertedWithCustomError(recovery, "Recovery_HasGuardians")
        .withArgs(ANN);
    });

    it("reverts with Recovery_HasGuardians for who chose some who are not in force yet", async () => {
      const { recovery, government, newKey } = await loadFixture(aChoice);
      await expect(recovery.connect(government).decree(ANN, newKey))
        .to.be.revertedWithCustomError(recovery, "Recovery_HasGuardians")
        .withArgs(ANN);
    });

    it("reverts with Recovery_NotHeld for a citizenship that was never given", async () => {
      const { recovery, government, newKey } = await loadFixture(aRecovery);
      for (const citizenId of [0, 99])
        await expect(recovery.connect(government).decree(citizenId, newKey))
          .to.be.revertedWithCustomError(recovery, "Recovery_NotHeld")
          .withArgs(citizenId);
    });

    it("reverts with Recovery_Paused after a stop", async () => {
      const { recovery, government, cyd, newKey } = await loadFixture(decreed);
      await recovery.connect(cyd).stop();
      const until = (await now()) + PAUSE;
      await time.increase(PAUSE / 2n);
      await expect(recovery.connect(government).decree(CYD, newKey))
        .to.be.revertedWithCustomError(recovery, "Recovery_Paused")
        .withArgs(CYD, until);
    });

    it("reverts with AccessManagedUnauthorized for a citizen", async () => {
      const { recovery, ann, newKey } = await loadFixture(aRecovery);
      await expect(recovery.connect(ann).decree(CYD, newKey))
        .to.be.revertedWithCustomError(recovery, "AccessManagedUnauthorized")
        .withArgs(ann);
    });
  });
});
