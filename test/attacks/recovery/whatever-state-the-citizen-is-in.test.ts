import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { DAY, now, Standing, waitUntil } from "../../fixtures/citizenship";
import { ANN, announced, complete, WAIT } from "../../unit/recovery/world";

/** Ann's recovery is ready. */
async function ready() {
  const world = await announced();
  await waitUntil((await now()) + WAIT);
  return world;
}

describe("Attack: a recovery undoes, or is undone by, what becomes of the citizenship", () => {
  it("leaves a suspension in force at the new key", async () => {
    const world = await loadFixture(ready);
    const { citizenship, justice } = world;
    await citizenship.connect(justice).suspend(ANN, (await now()) + 100n * DAY, ZeroHash);
    const { suspendedUntil } = await citizenship.citizen(ANN);
    await complete(world, ANN);
    const { standing, suspendedUntil: after } = await citizenship.citizen(ANN);
    expect([standing, after]).to.deep.equal([Standing.Suspended, suspendedUntil]);
  });

  it("gives a revoked citizenship to nobody", async () => {
    const world = await loadFixture(ready);
    const { citizenship, justice } = world;
    await citizenship.connect(justice).revoke(ANN, ZeroHash);
    await expect(complete(world, ANN))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_StandingForbids")
      .withArgs(ANN, Standing.Revoked);
  });

  it("moves it once it was restored, as it was announced before", async () => {
    const world = await loadFixture(ready);
    const { citizenship, justice, newKey } = world;
    await citizenship.connect(justice).revoke(ANN, ZeroHash);
    await citizenship.connect(justice).restore(ANN, ZeroHash);
    await complete(world, ANN);
    expect(await citizenship.holderOf(ANN)).to.equal(newKey);
  });

  it("lets the restored citizen stop it as before", async () => {
    const { recovery, citizenship, justice, ann } = await loadFixture(ready);
    await citizenship.connect(justice).revoke(ANN, ZeroHash);
    await citizenship.connect(justice).restore(ANN, ZeroHash);
    await expect(recovery.connect(ann).stop()).to.emit(recovery, "RecoveryStopped");
  });

  it("gives the old account, admitted as another citizen, no say", async () => {
    const world = await loadFixture(ready);
    const { recovery, citizenship, government, ann } = world;
    await complete(world, ANN);
    await citizenship.connect(ann).requestAdmission(ZeroHash);
    await waitUntil((await now()) + 30n * DAY);
    await citizenship.connect(government).admit(ann);
    const other = await citizenship.citizenOf(ann);
    await expect(recovery.connect(ann).stop())
      .to.be.revertedWithCustomError(recovery, "Recovery_WrongPhase")
      .withArgs(other, 0);
    expect((await recovery.guardiansOf(other)).threshold).to.equal(0);
  });

  it("does not move to an account that became a citizen's meanwhile", async () => {
    const world = await loadFixture(ready);
    const { citizenship, government, newKey } = world;
    await citizenship.connect(newKey).requestAdmission(ZeroHash);
    await citizenship.connect(government).admit(newKey);
    await expect(complete(world, ANN))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
      .withArgs(newKey, await citizenship.citizenOf(newKey));
  });

  it("completes during a halt of admissions, which could be renewed until the recovery has lapsed", async () => {
    const world = await loadFixture(ready);
    const { citizenship, government, newKey } = world;
    await citizenship.connect(government).haltAdmissions((await now()) + 60n * DAY);
    await complete(world, ANN);
    expect(await citizenship.holderOf(ANN)).to.equal(newKey);
  });

  it("completes nothing a second time with the same acceptance", async () => {
    const world = await loadFixture(ready);
    await complete(world, ANN);
    await expect(complete(world, ANN)).to.be.revertedWithCustomError(world.recovery, "Recovery_WrongPhase");
  });
});
