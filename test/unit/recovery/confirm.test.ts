import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { nextAt, now, waitUntil } from "../../fixtures/citizenship";
import {
  aChoice,
  ANN,
  announced,
  BEN,
  complete,
  CONFIRMATION_PERIOD,
  contested,
  COMPLETION_PERIOD,
  CYD,
  granted,
  guarded,
  PAUSE,
  Phase,
  readyAt,
  rule,
  SEATS,
  stopped,
  WAIT,
} from "./world";

/** One of Ann's guardians has confirmed. */
async function halfConfirmed() {
  const world = await guarded();
  await world.recovery.connect(world.first).confirm(ANN, world.newKey, SEATS.first);
  return world;
}

describe("Recovery", () => {
  describe("confirm()", () => {
    it("emits RecoveryConfirmed", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.emit(recovery, "RecoveryConfirmed")
        .withArgs(ANN, newKey, 0, SEATS.first);
    });

    it("tells that nothing is announced by one of two", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      expect(await recovery.connect(first).confirm.staticCall(ANN, newKey, SEATS.first)).to.equal(false);
    });

    it("keeps who confirmed", async () => {
      const { recovery, newKey } = await loadFixture(halfConfirmed);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(1);
    });

    it("counts confirmations of another account apart", async () => {
      const { recovery, stranger } = await loadFixture(halfConfirmed);
      expect(await recovery.confirmationsOf(ANN, stranger)).to.equal(0);
    });

    it("announces with the second of two, and says when it is ready", async () => {
      const { recovery, ben, newKey } = await loadFixture(halfConfirmed);
      const at = (await now()) + 100n;
      await nextAt(at);
      await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben))
        .to.emit(recovery, "RecoveryAnnounced")
        .withArgs(ANN, newKey, at + WAIT);
    });

    it("tells that it is announced", async () => {
      const { recovery, second, newKey } = await loadFixture(halfConfirmed);
      expect(await recovery.connect(second).confirm.staticCall(ANN, newKey, SEATS.second)).to.equal(true);
    });

    it("shows what was announced", async () => {
      const { recovery, newKey } = await loadFixture(announced);
      const ready = (await now()) + WAIT;
      const view = await recovery.recoveryOf(ANN);
      expect([...view]).to.deep.equal([
        Phase.Announced,
        newKey.address,
        false,
        ready,
        ready + COMPLETION_PERIOD,
        0n,
        0n,
        0n,
        1n,
      ]);
    });

    it("replaces what was announced before, with a wait of its own", async () => {
      const { recovery, first, second, stranger } = await loadFixture(announced);
      await time.increase(WAIT - 100n);
      await recovery.connect(first).confirm(ANN, stranger, SEATS.first);
      await recovery.connect(second).confirm(ANN, stranger, SEATS.second);
      const { newHolder, readyAt: ready } = await recovery.recoveryOf(ANN);
      expect([newHolder, ready]).to.deep.equal([stranger.address, (await now()) + WAIT]);
    });

    it("takes a guardian who is a citizen at the present key", async () => {
      const { recovery, citizenship, ben, newKey } = await loadFixture(guarded);
      expect(await citizenship.citizenOf(ben)).to.equal(BEN);
      await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben)).to.emit(recovery, "RecoveryConfirmed");
    });

    it("forgets a confirmation 30 days later", async () => {
      const { recovery, newKey } = await loadFixture(halfConfirmed);
      await time.increase(CONFIRMATION_PERIOD);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(0);
    });

    it("announces with a second one a second before that", async () => {
      const { recovery, second, newKey } = await loadFixture(halfConfirmed);
      await nextAt((await now()) + CONFIRMATION_PERIOD - 1n);
      await expect(recovery.connect(second).confirm(ANN, newKey, SEATS.second)).to.emit(recovery, "RecoveryAnnounced");
    });

    it("begins anew with a second one at that moment", async () => {
      const { recovery, second, newKey } = await loadFixture(halfConfirmed);
      await nextAt((await now()) + CONFIRMATION_PERIOD);
      await recovery.connect(second).confirm(ANN, newKey, SEATS.second);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(2);
    });

    it("counts from the first confirmation, whoever follows", async () => {
      const { recovery, ann, first, second, newKey } = await loadFixture(guarded);
      await recovery.connect(ann).chooseGuardians(3, [first, second], [BEN, CYD]);
      await waitUntil((await recovery.chosenGuardiansOf(ANN)).from);
      await recovery.connect(first).confirm(ANN, newKey, SEATS.first);
      const since = await now();
      await time.increase(CONFIRMATION_PERIOD / 2n);
      await recovery.connect(second).confirm(ANN, newKey, SEATS.second);
      await waitUntil(since + CONFIRMATION_PERIOD);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(0);
    });

    it("forgets a confirmation when other guardians come into force", async () => {
      const { recovery, ann, first, second, newKey } = await loadFixture(guarded);
      await recovery.connect(ann).chooseGuardians(2, [first, second], []);
      const { from } = await recovery.chosenGuardiansOf(ANN);
      await nextAt(from - 1n);
      await recovery.connect(first).confirm(ANN, newKey, SEATS.first);
      await waitUntil(from);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(0);
    });

    it("reverts with Recovery_OtherGuardians for what guardians who were replaced announced", async () => {
      const { recovery, ann, newKey, first, ben, stranger } = await loadFixture(guarded);
      await recovery.connect(ann).chooseGuardians(2, [first], [BEN]);
      const { from } = await recovery.chosenGuardiansOf(ANN);
      await nextAt(from - 2n);
      await recovery.connect(first).confirm(ANN, newKey, SEATS.first);
      await nextAt(from - 1n);
      await recovery.connect(ben).confirm(ANN, newKey, SEATS.ben);
      await nextAt(from);
      await expect(recovery.connect(first).confirm(ANN, stranger, 0))
        .to.be.revertedWithCustomError(recovery, "Recovery_OtherGuardians")
        .withArgs(ANN);
    });

    it("lets guardians who were replaced since announce no more once theirs has lapsed, and the others announce", async () => {
      const { recovery, ann, first, stranger } = await loadFixture(announced);
      await recovery.connect(ann).chooseGuardians(2, [first], [BEN]);
      await nextAt((await recovery.recoveryOf(ANN)).lapsesAt);
      await expect(recovery.connect(first).confirm(ANN, stranger, 0)).to.emit(recovery, "RecoveryConfirmed");
    });

    it("announces again once what was granted has lapsed", async () => {
      const { recovery, first, newKey } = await loadFixture(granted);
      await waitUntil((await recovery.recoveryOf(ANN)).lapsesAt);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first)).to.emit(recovery, "RecoveryConfirmed");
    });

    it("announces again when the pause is over", async () => {
      const { recovery, first, newKey } = await loadFixture(stopped);
      await nextAt((await now()) + PAUSE);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first)).to.emit(recovery, "RecoveryConfirmed");
    });

    it("reverts with Recovery_Paused a second before", async () => {
      const { recovery, first, newKey } = await loadFixture(stopped);
      const until = (await now()) + PAUSE;
      await nextAt(until - 1n);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_Paused")
        .withArgs(ANN, until);
    });

    it("reverts with Recovery_Paused after a recovery that was completed", async () => {
      const world = await loadFixture(announced);
      const { recovery, first, newKey } = world;
      await waitUntil(await readyAt(world, ANN));
      await complete(world, ANN);
      const until = (await now()) + PAUSE;
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_Paused")
        .withArgs(ANN, until);
    });

    it("reverts with Recovery_Paused after the court left the citizenship where it is", async () => {
      const world = await loadFixture(contested);
      const { recovery, first, newKey } = world;
      await rule(world, 1, 1);
      const until = (await now()) + PAUSE;
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_Paused")
        .withArgs(ANN, until);
    });

    it("reverts with Recovery_WrongPhase while the court decides", async () => {
      const { recovery, first, newKey } = await loadFixture(contested);
      await time.increase(PAUSE);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.Contested);
    });

    it("reverts with Recovery_WrongPhase while the court's grant stands", async () => {
      const { recovery, first, newKey } = await loadFixture(granted);
      await nextAt((await recovery.recoveryOf(ANN)).lapsesAt - 1n);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.Granted);
    });

    it("reverts with Recovery_NoSuchSeat past the last seat", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      await expect(recovery.connect(first).confirm(ANN, newKey, 3))
        .to.be.revertedWithCustomError(recovery, "Recovery_NoSuchSeat")
        .withArgs(ANN, 3, 3);
    });

    it("reverts with Recovery_NoSuchSeat before the guardians are in force", async () => {
      const { recovery, first, newKey } = await loadFixture(aChoice);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_NoSuchSeat")
        .withArgs(ANN, SEATS.first, 0);
    });

    it("reverts with Recovery_NotTheGuardian for somebody else", async () => {
      const { recovery, second, newKey } = await loadFixture(guarded);
      await expect(recovery.connect(second).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
        .withArgs(ANN, SEATS.first, second);
    });

    it("reverts with Recovery_NotTheGuardian for a guardian whose citizenship has ended", async () => {
      const { recovery, citizenship, ben, newKey } = await loadFixture(guarded);
      await citizenship.connect(ben).renounce();
      await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
        .withArgs(ANN, SEATS.ben, ben);
    });

    it("reverts with Recovery_AlreadyConfirmed the second time", async () => {
      const { recovery, first, newKey } = await loadFixture(halfConfirmed);
      await expect(recovery.connect(first).confirm(ANN, newKey, SEATS.first))
        .to.be.revertedWithCustomError(recovery, "Recovery_AlreadyConfirmed")
        .withArgs(ANN, SEATS.first);
    });
  });
});
