import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY, ENDLESS, nextAt, now, signedAcceptance, waitUntil } from "../../fixtures/citizenship";
import {
  ANN,
  announced,
  COMPLETION_PERIOD,
  complete,
  CYD,
  decreed,
  granted,
  guarded,
  PAUSE,
  Phase,
  readyAt,
  stopped,
} from "./world";

/** Two citizenships without guardians are to move, to the new key and to a stranger. */
async function twoDecreed() {
  const world = await decreed();
  const { recovery, citizenship, government, dan, stranger } = world;
  const danId = await citizenship.citizenOf(dan);
  await recovery.connect(government).decree(danId, stranger);
  // As a decision of the government for one month: the brake of the citizenship is not in the way.
  await citizenship.connect(government).allowAdmissions(5);
  return { ...world, danId };
}

describe("Recovery", () => {
  describe("complete()", () => {
    it("moves the citizenship when the wait is over", async () => {
      const world = await loadFixture(announced);
      await nextAt(await readyAt(world, ANN));
      await complete(world, ANN);
      expect(await world.citizenship.holderOf(ANN)).to.equal(world.newKey);
    });

    it("emits RecoveryCompleted", async () => {
      const world = await loadFixture(announced);
      await waitUntil(await readyAt(world, ANN));
      await expect(complete(world, ANN)).to.emit(world.recovery, "RecoveryCompleted").withArgs(ANN, world.newKey);
    });

    it("lets the vote sleep for the waiting period", async () => {
      const world = await loadFixture(announced);
      await waitUntil(await readyAt(world, ANN));
      await complete(world, ANN);
      expect(await world.citizenship.mayVote(ANN)).to.equal(false);
    });

    it("ends the recovery, and begins the pause", async () => {
      const world = await loadFixture(announced);
      await waitUntil(await readyAt(world, ANN));
      await complete(world, ANN);
      const { phase, pausedUntil } = await world.recovery.recoveryOf(ANN);
      expect([phase, pausedUntil]).to.deep.equal([Phase.None, (await now()) + PAUSE]);
    });

    it("moves what the court granted", async () => {
      const world = await loadFixture(granted);
      await complete(world, ANN);
      expect(await world.citizenship.holderOf(ANN)).to.equal(world.newKey);
    });

    it("moves what the government announced when the longer wait is over", async () => {
      const world = await loadFixture(decreed);
      await nextAt(await readyAt(world, CYD));
      await complete(world, CYD);
      expect(await world.citizenship.holderOf(CYD)).to.equal(world.newKey);
    });

    it("reverts with Recovery_NotReady a second before the wait is over", async () => {
      const world = await loadFixture(announced);
      const ready = await readyAt(world, ANN);
      await nextAt(ready - 1n);
      await expect(complete(world, ANN))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_NotReady")
        .withArgs(ANN, ready);
    });

    it("moves it a second before it lapses", async () => {
      const world = await loadFixture(announced);
      await nextAt((await readyAt(world, ANN)) + COMPLETION_PERIOD - 1n);
      await complete(world, ANN);
      expect(await world.citizenship.holderOf(ANN)).to.equal(world.newKey);
    });

    it("reverts with Recovery_TooLate at that moment", async () => {
      const world = await loadFixture(announced);
      const lapsesAt = (await readyAt(world, ANN)) + COMPLETION_PERIOD;
      await nextAt(lapsesAt);
      await expect(complete(world, ANN))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_TooLate")
        .withArgs(ANN, lapsesAt);
    });

    it("reverts with Recovery_WrongPhase when nothing is announced", async () => {
      const world = await loadFixture(guarded);
      await expect(complete(world, ANN))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.None);
    });

    it("reverts with Recovery_WrongPhase when it was stopped", async () => {
      const world = await loadFixture(stopped);
      await expect(complete(world, ANN))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_WrongPhase")
        .withArgs(ANN, Phase.Stopped);
    });

    it("reverts with Citizenship_SignatureInvalid without the new account's acceptance", async () => {
      const world = await loadFixture(announced);
      const { recovery, citizenship, newKey, stranger } = world;
      await waitUntil(await readyAt(world, ANN));
      const signature = await signedAcceptance(citizenship, {
        citizenId: ANN,
        newHolder: newKey.address,
        signer: stranger,
      });
      await expect(recovery.complete(ANN, ENDLESS, signature))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_SignatureInvalid")
        .withArgs(newKey);
    });

    context("given the government announced two", () => {
      it("reverts with Recovery_BrakeReached for the second within 30 days", async () => {
        const world = await loadFixture(twoDecreed);
        await nextAt(await readyAt(world, world.danId));
        await complete(world, CYD);
        const retryAt = (await now()) + 30n * DAY;
        await nextAt(retryAt - 1n);
        await expect(complete(world, world.danId, world.stranger))
          .to.be.revertedWithCustomError(world.recovery, "Recovery_BrakeReached")
          .withArgs(1, retryAt);
      });

      it("moves the second 30 days after the first", async () => {
        const world = await loadFixture(twoDecreed);
        await nextAt(await readyAt(world, world.danId));
        await complete(world, CYD);
        await nextAt((await now()) + 30n * DAY);
        await complete(world, world.danId, world.stranger);
        expect(await world.citizenship.holderOf(world.danId)).to.equal(world.stranger);
      });
    });
  });
});
