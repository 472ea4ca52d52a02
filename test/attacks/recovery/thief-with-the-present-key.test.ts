import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, waitUntil } from "../../fixtures/citizenship";
import {
  ANN,
  announce,
  announced,
  complete,
  contested,
  COST,
  granted,
  guarded,
  Phase,
  rule,
  SEATS,
  stopped,
} from "../../unit/recovery/world";

/** The thief, who has Ann's key, appointed guardians of their own, who are not in force yet. */
async function seized() {
  const world = await guarded();
  const { recovery, ann, dan, eve, citizenship } = world;
  const ids = await Promise.all([dan, eve].map((one) => citizenship.citizenOf(one)));
  await recovery.connect(ann).chooseGuardians(2, [], ids);
  return world;
}

describe("Attack: a thief has the citizen's present key", () => {
  it("lets the guardians announce as long as the thief's own are not in force", async () => {
    const world = await loadFixture(seized);
    await expect(announce(world)).to.emit(world.recovery, "RecoveryAnnounced");
  });

  it("lets what they announced pass when the thief's guardians come into force", async () => {
    const world = await loadFixture(seized);
    await announce(world);
    await waitUntil((await world.recovery.recoveryOf(ANN)).readyAt);
    await complete(world, ANN);
    expect(await world.citizenship.holderOf(ANN)).to.equal(world.newKey);
  });

  it("does not let the thief's guardians put aside what the others announced, which nobody could contest", async () => {
    const world = await loadFixture(seized);
    const { recovery, dan, stranger } = world;
    await time.increase(5n * DAY);
    await announce(world);
    await waitUntil((await recovery.chosenGuardiansOf(ANN)).from);
    await expect(recovery.connect(dan).confirm(ANN, stranger, 0))
      .to.be.revertedWithCustomError(recovery, "Recovery_OtherGuardians")
      .withArgs(ANN);
  });

  it("gives the thief's guardians no say while what the others announced was stopped", async () => {
    const world = await loadFixture(seized);
    await announce(world);
    await world.recovery.connect(world.ann).stop();
    await waitUntil((await world.recovery.chosenGuardiansOf(ANN)).from);
    await expect(world.recovery.connect(world.dan).confirm(ANN, world.stranger, 0)).to.be.revertedWithCustomError(
      world.recovery,
      "Recovery_Paused",
    );
  });

  it("lets anybody bring the thief's stop before the court", async () => {
    const { recovery, stranger } = await loadFixture(stopped);
    await expect(recovery.connect(stranger).contest(ANN, { value: COST })).to.emit(recovery, "RecoveryContested");
  });

  it("gives the thief no second stop once the court has let it pass", async () => {
    const { recovery, ann } = await loadFixture(granted);
    await expect(recovery.connect(ann).stop())
      .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
      .withArgs(ANN, Phase.Granted);
  });

  it("moves the citizenship by the court's ruling alone", async () => {
    const world = await loadFixture(contested);
    await expect(complete(world, ANN)).to.be.revertedWithCustomError(world.recovery, "Recovery_WrongPhase");
    await rule(world, 1, 2);
    await complete(world, ANN);
    expect(await world.citizenship.holderOf(ANN)).to.equal(world.newKey);
  });

  it("does not let the thief stop while the court decides", async () => {
    const { recovery, ann } = await loadFixture(contested);
    await expect(recovery.connect(ann).stop())
      .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
      .withArgs(ANN, Phase.Contested);
  });

  it("lets no thief undo confirmations before enough are given", async () => {
    const { recovery, ann, first, newKey } = await loadFixture(guarded);
    await recovery.connect(first).confirm(ANN, newKey, SEATS.first);
    await expect(recovery.connect(ann).stop())
      .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
      .withArgs(ANN, Phase.None);
  });

  it("cannot keep a thief from renouncing: then nothing moves", async () => {
    const world = await loadFixture(announced);
    await world.citizenship.connect(world.ann).renounce();
    await waitUntil((await world.recovery.recoveryOf(ANN)).readyAt);
    await expect(complete(world, ANN))
      .to.be.revertedWithCustomError(world.citizenship, "Citizenship_StandingForbids")
      .withArgs(ANN, 4);
  });

  it("counts no stop by a key that the citizenship left", async () => {
    const world = await loadFixture(granted);
    await complete(world, ANN);
    await expect(world.recovery.connect(world.ann).stop())
      .to.be.revertedWithCustomError(world.recovery, "Recovery_NotCitizen")
      .withArgs(world.ann);
  });
});
