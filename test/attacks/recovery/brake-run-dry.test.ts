import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { DAY, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { ANN, announced, BEN, complete, CYD, decreed, guarded, PAUSE, readyAt } from "../../unit/recovery/world";

/** Ann's recovery is ready, and an applicant waits for admission: of five citizens the brake lets one in, or move, in 30 days. */
async function contended() {
  const world = await announced();
  const { citizenship, stranger } = world;
  await waitUntil(await readyAt(world, ANN));
  await citizenship.connect(stranger).requestAdmission(ZeroHash);
  return world;
}

describe("Attack: recoveries use up the brake, so that nobody else comes in or moves", () => {
  it("counts a recovery as an admission", async () => {
    const world = await loadFixture(contended);
    const { citizenship, government, stranger } = world;
    await complete(world, ANN);
    const retryAt = (await now()) + 30n * DAY;
    await nextAt(retryAt - 1n);
    await expect(citizenship.connect(government).admit(stranger)).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_BrakeReached",
    );
  });

  it("lets a citizen do so once in a pause: no guardians announce before", async () => {
    const world = await loadFixture(contended);
    const { recovery, first, ann } = world;
    await complete(world, ANN);
    const until = (await now()) + PAUSE;
    await nextAt(until - 1n);
    await expect(recovery.connect(first).confirm(ANN, ann, 0))
      .to.be.revertedWithCustomError(recovery, "Recovery_Paused")
      .withArgs(ANN, until);
  });

  it("leaves a recovery three windows of the brake to be completed in", async () => {
    const world = await loadFixture(contended);
    const { citizenship, government, stranger, newKey } = world;
    await citizenship.connect(government).admit(stranger);
    await expect(complete(world, ANN)).to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached");
    await waitUntil((await now()) + 30n * DAY);
    await complete(world, ANN);
    expect(await citizenship.holderOf(ANN)).to.equal(newKey);
  });

  it("goes on once the government allows more for a month", async () => {
    const world = await loadFixture(contended);
    const { citizenship, government, stranger, newKey } = world;
    await citizenship.connect(government).admit(stranger);
    await citizenship.connect(government).allowAdmissions(1);
    await complete(world, ANN);
    expect(await citizenship.holderOf(ANN)).to.equal(newKey);
  });
});

describe("Attack: a majority takes the citizenships of who has not been seen for long", () => {
  it("takes one in 30 days, even if it allows itself more admissions", async () => {
    const world = await loadFixture(decreed);
    const { recovery, citizenship, government, dan, stranger } = world;
    const danId = await citizenship.citizenOf(dan);
    await recovery.connect(government).decree(danId, stranger);
    await citizenship.connect(government).allowAdmissions(100);
    await waitUntil(await readyAt(world, danId));
    await citizenship.connect(government).allowAdmissions(100);
    await complete(world, CYD);
    await expect(complete(world, danId, stranger)).to.be.revertedWithCustomError(recovery, "Recovery_BrakeReached");
  });

  it("takes none of who has chosen guardians", async () => {
    const { recovery, government, newKey } = await loadFixture(guarded);
    await expect(recovery.connect(government).decree(ANN, newKey))
      .to.be.revertedWithCustomError(recovery, "Recovery_HasGuardians")
      .withArgs(ANN);
  });

  it("does not overrule a stop, and cannot try again before the pause is over", async () => {
    const { recovery, government, cyd, newKey } = await loadFixture(decreed);
    await recovery.connect(cyd).stop();
    const until = (await now()) + PAUSE;
    await expect(recovery.connect(government).decree(CYD, newKey))
      .to.be.revertedWithCustomError(recovery, "Recovery_Paused")
      .withArgs(CYD, until);
  });

  it("leaves guardians who came into force meanwhile the last announcement", async () => {
    const world = await loadFixture(decreed);
    const { recovery, cyd, first, second, newKey, stranger } = world;
    await recovery.connect(cyd).chooseGuardians(2, [first, second], [BEN]);
    await waitUntil((await recovery.chosenGuardiansOf(CYD)).from);
    await recovery.connect(first).confirm(CYD, stranger, 0);
    await recovery.connect(second).confirm(CYD, stranger, 1);
    const { newHolder, byGovernment } = await recovery.recoveryOf(CYD);
    expect([newHolder, byGovernment]).to.deep.equal([stranger.address, false]);
    expect(newHolder).not.to.equal(newKey.address);
  });
});
