import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import {
  ANN,
  announce,
  announced,
  BEN,
  complete,
  contested,
  CYD,
  DELAY,
  guarded,
  PAUSE,
  readyAt,
  rule,
  stopped,
} from "../../unit/recovery/world";

/** Ann chose other guardians in the pause after her stop, who are in force. */
async function rid() {
  const world = await stopped();
  const { recovery, ann } = world;
  await recovery.connect(ann).chooseGuardians(2, [], [BEN, CYD]);
  await waitUntil((await now()) + DELAY);
  return world;
}

describe("Attack: guardians who were captured take the citizenship of whoever still has the key", () => {
  it("moves nothing before the wait is over", async () => {
    const world = await loadFixture(announced);
    const ready = await readyAt(world, ANN);
    await expect(complete(world, ANN))
      .to.be.revertedWithCustomError(world.recovery, "Recovery_NotReady")
      .withArgs(ANN, ready);
  });

  it("moves nothing that the present key stopped", async () => {
    const world = await loadFixture(stopped);
    await waitUntil((await now()) + PAUSE);
    await expect(complete(world, ANN)).to.be.revertedWithCustomError(world.recovery, "Recovery_WrongPhase");
  });

  it("lets them announce once in a pause, however often they try", async () => {
    const world = await loadFixture(stopped);
    const { pausedUntil } = await world.recovery.recoveryOf(ANN);
    for (const at of [pausedUntil - 60n * DAY, pausedUntil - 1n]) {
      await nextAt(at);
      await expect(announce(world))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_Paused")
        .withArgs(ANN, pausedUntil);
    }
  });

  it("leaves the citizen enough of the pause for guardians of another mind", async () => {
    const { recovery, first } = await loadFixture(rid);
    await nextAt((await recovery.recoveryOf(ANN)).pausedUntil);
    await expect(recovery.connect(first).confirm(ANN, first, 2))
      .to.be.revertedWithCustomError(recovery, "Recovery_NoSuchSeat")
      .withArgs(ANN, 2, 2);
  });

  it("begins the pause anew when the court has dismissed them", async () => {
    const world = await loadFixture(contested);
    await waitUntil((await now()) + PAUSE);
    await rule(world, 1, 1);
    const until = (await now()) + PAUSE;
    await expect(announce(world)).to.be.revertedWithCustomError(world.recovery, "Recovery_Paused").withArgs(ANN, until);
  });

  it("gives them no vote for the waiting period when nobody stopped them", async () => {
    const world = await loadFixture(announced);
    await waitUntil(await readyAt(world, ANN));
    await complete(world, ANN);
    await waitUntil((await now()) + 30n * DAY);
    await expect(world.citizenship.wake(ANN)).to.be.revertedWithCustomError(
      world.citizenship,
      "Citizenship_VoteAsleep",
    );
  });

  it("lets a lone guardian announce nothing", async () => {
    const { recovery, first, newKey } = await loadFixture(guarded);
    await recovery.connect(first).confirm(ANN, newKey, 0);
    expect((await recovery.recoveryOf(ANN)).phase).to.equal(0);
  });

  it("keeps a lone guardian from standing in the way of the others", async () => {
    const world = await loadFixture(guarded);
    const { recovery, second, stranger } = world;
    await recovery.connect(second).confirm(ANN, stranger, 1);
    await expect(announce(world)).to.emit(recovery, "RecoveryAnnounced");
  });

  it("counts no confirmation for one account together with that for another", async () => {
    const { recovery, first, second, newKey, stranger } = await loadFixture(guarded);
    await recovery.connect(first).confirm(ANN, newKey, 0);
    await recovery.connect(second).confirm(ANN, stranger, 1);
    expect((await recovery.recoveryOf(ANN)).phase).to.equal(0);
  });
});
