import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { waitUntil } from "../../fixtures/citizenship";
import {
  ANN,
  announce,
  announced,
  aRecovery,
  complete,
  CYD,
  granted,
  guarded,
  Phase,
  readyAt,
  SEATS,
  stopped,
  type World,
} from "../../unit/recovery/world";

/**
 * Attack: a recovery names an account to which no citizenship can move, so that nobody can complete it, and nobody can announce another
 * one as long as it runs: for ninety days, if the court has granted it.
 *
 * Defence: none is announced for such an account, and one whose account becomes such a one is in nobody's way.
 */
const aRenouncer = async () => {
  const world = await guarded();
  await world.citizenship.connect(world.eve).renounce();
  return world;
};

/** The new key has been admitted by itself. */
async function admitNewKey({ citizenship, government, newKey }: World) {
  await citizenship.connect(newKey).requestAdmission(ethers.ZeroHash);
  await citizenship.connect(government).admit(newKey);
}

/** And has left. */
async function useNewKey(world: World) {
  await admitNewKey(world);
  await world.citizenship.connect(world.newKey).renounce();
}

describe("Attack: a recovery names a used account", () => {
  for (const [what, who] of [
    ["at which a citizenship ended", "eve"],
    ["that holds one", "dan"],
    ["that holds the citizen's own", "ann"],
  ] as const) {
    it(`is not announced by guardians for an account ${what}`, async () => {
      const world = await loadFixture(aRenouncer);
      const { recovery, first, ben } = world;
      const account = world[who];
      await expect(announce(world, account))
        .to.be.revertedWithCustomError(recovery, "Recovery_AccountUsed")
        .withArgs(account);
      await recovery.connect(first).confirm(ANN, account, SEATS.first);
      await expect(recovery.connect(ben).confirm(ANN, account, SEATS.ben))
        .to.be.revertedWithCustomError(recovery, "Recovery_AccountUsed")
        .withArgs(account);
    });

    it(`is not announced by the government for an account ${what}`, async () => {
      const world = await loadFixture(aRenouncer);
      await expect(world.recovery.connect(world.government).decree(CYD, world[who]))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_AccountUsed")
        .withArgs(world[who]);
    });
  }

  for (const [how, use] of [
    ["holds a citizenship meanwhile", admitNewKey],
    ["has left one behind meanwhile", useNewKey],
  ] as const) {
    it(`lets another one be announced where the account of a granted one ${how}`, async () => {
      const world = await loadFixture(granted);
      const { recovery, stranger, citizenship } = world;
      await use(world);
      await expect(complete(world, ANN)).to.be.revertedWithCustomError(
        citizenship,
        how.startsWith("holds") ? "Citizenship_AlreadyCitizen" : "Citizenship_AccountUsed",
      );
      await waitUntil((await recovery.recoveryOf(ANN)).pausedUntil);
      await announce(world, stranger);
      await waitUntil(await readyAt(world, ANN));
      await complete(world, ANN, stranger);
      expect(await citizenship.holderOf(ANN)).to.equal(stranger);
    });

    it(`lets other guardians announce where the account of an announced one ${how}`, async () => {
      const world = await loadFixture(announced);
      const { recovery, ann, stranger } = world;
      await use(world);
      await recovery.connect(ann).chooseGuardians(0, [], []);
      await waitUntil((await recovery.chosenGuardiansOf(ANN)).from);
      await recovery.connect(world.government).decree(ANN, stranger);
      const { phase, newHolder, byGovernment } = await recovery.recoveryOf(ANN);
      expect([phase, newHolder, byGovernment]).to.deep.equal([Phase.Announced, stranger.address, true]);
    });
  }

  it("spares nobody the pause after a stop", async () => {
    const world = await loadFixture(stopped);
    await useNewKey(world);
    await expect(announce(world, world.stranger)).to.be.revertedWithCustomError(world.recovery, "Recovery_Paused");
  });

  it("stays completable for an account that is only asked in", async () => {
    const world = await loadFixture(announced);
    await world.citizenship.connect(world.newKey).requestAdmission(ethers.ZeroHash);
    await waitUntil(await readyAt(world, ANN));
    await complete(world, ANN);
    expect(await world.citizenship.holderOf(ANN)).to.equal(world.newKey);
  });

  it("announces for a fresh account as before", async () => {
    const world = await loadFixture(aRecovery);
    await expect(world.recovery.connect(world.government).decree(CYD, world.newKey)).to.emit(
      world.recovery,
      "RecoveryDecreed",
    );
  });
});
