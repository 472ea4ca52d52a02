import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { now, waitUntil } from "../../fixtures/citizenship";
import { ANN, announce, COMPLETION_PERIOD, contested, COST, granted, Phase, rule } from "./world";

/** A second case about Ann's recovery, after the first one was dismissed. */
async function contestedAgain() {
  const world = await contested();
  const { recovery, ann, stranger } = world;
  await rule(world, 1, 1);
  await waitUntil((await recovery.recoveryOf(ANN)).pausedUntil);
  await announce(world);
  await recovery.connect(ann).stop();
  await recovery.connect(stranger).contest(ANN, { value: COST });
  return world;
}

describe("Recovery", () => {
  describe("rule()", () => {
    for (const [ruling, isGranted] of [
      [0, false],
      [1, false],
      [2, true],
    ] as const) {
      it(`emits RecoveryDecided for ruling ${ruling}`, async () => {
        const world = await loadFixture(contested);
        await expect(rule(world, 1, ruling))
          .to.emit(world.recovery, "RecoveryDecided")
          .withArgs(ANN, 1, isGranted);
      });
    }

    it("emits ERC-792's Ruling", async () => {
      const world = await loadFixture(contested);
      await expect(rule(world, 1, 2))
        .to.emit(world.recovery, "Ruling")
        .withArgs(world.court, 1, 2);
    });

    it("lets a granted recovery be completed at once", async () => {
      const { recovery } = await loadFixture(granted);
      const { phase, readyAt, lapsesAt } = await recovery.recoveryOf(ANN);
      const at = await now();
      expect([phase, readyAt, lapsesAt]).to.deep.equal([Phase.Granted, at, at + COMPLETION_PERIOD]);
    });

    it("ends one that is not granted", async () => {
      const world = await loadFixture(contested);
      await rule(world, 1, 0);
      expect((await world.recovery.recoveryOf(ANN)).phase).to.equal(Phase.None);
    });

    it("reverts with Recovery_NotTheCourt for anybody else", async () => {
      const { recovery, stranger } = await loadFixture(contested);
      await expect(recovery.connect(stranger).rule(1, 2))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotTheCourt")
        .withArgs(stranger);
    });

    it("reverts with Recovery_NoSuchCase for a case that was ruled on", async () => {
      const { recovery, court } = await loadFixture(granted);
      await expect(court.deliver(1)).to.be.revertedWithCustomError(recovery, "Recovery_NoSuchCase").withArgs(1);
    });

    it("reverts with Recovery_NoSuchCase for an earlier case of the same citizen", async () => {
      const { recovery, court } = await loadFixture(contestedAgain);
      await expect(court.deliver(1)).to.be.revertedWithCustomError(recovery, "Recovery_NoSuchCase").withArgs(1);
    });
  });
});
