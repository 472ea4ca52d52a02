import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { DAY, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import {
  ANN,
  announced,
  CONTEST_PERIOD,
  CYD,
  decreed,
  granted,
  guarded,
  PAUSE,
  Phase,
  readyAt,
  stopped,
} from "./world";

describe("Recovery", () => {
  describe("stop()", () => {
    it("emits RecoveryStopped with the end of the time to contest", async () => {
      const { recovery, ann, newKey } = await loadFixture(announced);
      const at = (await now()) + 100n;
      await nextAt(at);
      await expect(recovery.connect(ann).stop())
        .to.emit(recovery, "RecoveryStopped")
        .withArgs(ANN, newKey, at + CONTEST_PERIOD);
    });

    it("shows the stop, and the pause", async () => {
      const { recovery, newKey } = await loadFixture(stopped);
      const at = await now();
      expect([...(await recovery.recoveryOf(ANN))]).to.deep.equal([
        Phase.Stopped,
        newKey.address,
        false,
        0n,
        0n,
        at + CONTEST_PERIOD,
        at + PAUSE,
        0n,
        1n,
      ]);
    });

    it("gives no time to contest what the government announced", async () => {
      const { recovery, cyd, newKey } = await loadFixture(decreed);
      await expect(recovery.connect(cyd).stop()).to.emit(recovery, "RecoveryStopped").withArgs(CYD, newKey, 0);
    });

    it("counts after the wait, as long as nobody has completed it", async () => {
      const world = await loadFixture(announced);
      await waitUntil((await readyAt(world, ANN)) + DAY);
      await expect(world.recovery.connect(world.ann).stop()).to.emit(world.recovery, "RecoveryStopped");
    });

    it("counts from a suspended citizen", async () => {
      const { recovery, citizenship, justice, ann } = await loadFixture(announced);
      await citizenship.connect(justice).suspend(ANN, (await now()) + DAY, ZeroHash);
      await expect(recovery.connect(ann).stop()).to.emit(recovery, "RecoveryStopped");
    });

    it("reverts with Recovery_TooLate once it has lapsed", async () => {
      const { recovery, ann } = await loadFixture(announced);
      const { lapsesAt } = await recovery.recoveryOf(ANN);
      await nextAt(lapsesAt);
      await expect(recovery.connect(ann).stop())
        .to.be.revertedWithCustomError(recovery, "Recovery_TooLate")
        .withArgs(ANN, lapsesAt);
    });

    it("counts a second before", async () => {
      const { recovery, ann } = await loadFixture(announced);
      await nextAt((await recovery.recoveryOf(ANN)).lapsesAt - 1n);
      await expect(recovery.connect(ann).stop()).to.emit(recovery, "RecoveryStopped");
    });

    it("reverts with Recovery_NotCitizen for a stranger", async () => {
      const { recovery, newKey } = await loadFixture(announced);
      await expect(recovery.connect(newKey).stop())
        .to.be.revertedWithCustomError(recovery, "Recovery_NotCitizen")
        .withArgs(newKey);
    });

    it("reverts with Recovery_WrongPhase when nothing is announced", async () => {
      const { recovery, ann } = await loadFixture(guarded);
      await expect(recovery.connect(ann).stop())
        .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.None);
    });

    it("reverts with Recovery_WrongPhase for what the court granted", async () => {
      const { recovery, ann } = await loadFixture(granted);
      await expect(recovery.connect(ann).stop())
        .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.Granted);
    });
  });
});
