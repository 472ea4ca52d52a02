import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { DAY, waitUntil } from "../../fixtures/citizenship";
import { ANN, BEN, complete, confirmation, CYD, guarded, SEATS } from "../../unit/recovery/world";

/** Ben, who is a guardian of Ann's, got a new key by a decision, having no guardians. */
async function movedGuardian() {
  const world = await guarded();
  const { recovery, government, stranger: benNew } = world;
  await recovery.connect(government).decree(BEN, benNew);
  await waitUntil((await recovery.recoveryOf(BEN)).readyAt);
  await complete(world, BEN, benNew);
  return { ...world, benNew };
}

describe("Attack: whoever was a guardian confirms", () => {
  it("lets a guardian confirm by the new key, asleep as the vote is", async () => {
    const { recovery, benNew, newKey } = await loadFixture(movedGuardian);
    await expect(recovery.connect(benNew).confirm(ANN, newKey, SEATS.ben)).to.emit(recovery, "RecoveryConfirmed");
  });

  it("refuses the key that the guardian lost", async () => {
    const { recovery, ben, newKey } = await loadFixture(movedGuardian);
    await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben))
      .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
      .withArgs(ANN, SEATS.ben, ben);
  });

  it("refuses what the lost key signed in the new one's name", async () => {
    const { recovery, ben, benNew, newKey } = await loadFixture(movedGuardian);
    const given = { signer: ben, guardian: benNew.address, seat: SEATS.ben, newHolder: newKey.address };
    await expect(recovery.confirmSigned(ANN, newKey, [await confirmation(recovery, given)]))
      .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
      .withArgs(benNew);
  });

  it("refuses what the lost key signed", async () => {
    const { recovery, ben, newKey } = await loadFixture(movedGuardian);
    const signed = await confirmation(recovery, { signer: ben, seat: SEATS.ben, newHolder: newKey.address });
    await expect(recovery.confirmSigned(ANN, newKey, [signed]))
      .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
      .withArgs(ANN, SEATS.ben, ben);
  });

  it("refuses a guardian whose citizenship was revoked, until it is restored", async () => {
    const { recovery, citizenship, justice, ben, newKey } = await loadFixture(guarded);
    await citizenship.connect(justice).revoke(BEN, ZeroHash);
    await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben))
      .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
      .withArgs(ANN, SEATS.ben, ben);
    await citizenship.connect(justice).restore(BEN, ZeroHash);
    await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben)).to.emit(recovery, "RecoveryConfirmed");
  });

  it("refuses who came back as another citizen", async () => {
    const { recovery, citizenship, government, ben, newKey } = await loadFixture(guarded);
    await citizenship.connect(ben).renounce();
    await citizenship.connect(ben).requestAdmission(ZeroHash);
    await waitUntil(BigInt((await ethers.provider.getBlock("latest"))!.timestamp) + 30n * DAY);
    await citizenship.connect(government).admit(ben);
    await expect(recovery.connect(ben).confirm(ANN, newKey, SEATS.ben))
      .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
      .withArgs(ANN, SEATS.ben, ben);
  });

  it("refuses the zero account's signature for a seat that nobody speaks for", async () => {
    const { recovery, citizenship, ben, newKey } = await loadFixture(guarded);
    await citizenship.connect(ben).renounce();
    const signature = `0x${"00".repeat(64)}1b`;
    const unsigned = { seat: SEATS.ben, guardian: ZeroAddress, deadline: 2n ** 40n - 1n };
    await expect(recovery.confirmSigned(ANN, newKey, [{ ...unsigned, signature }]))
      .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
      .withArgs(ANN, SEATS.ben, ZeroAddress);
  });

  it("keeps the guardians of whoever was moved", async () => {
    const world = await loadFixture(guarded);
    const { recovery, citizenship, government, cyd, newKey, first, second } = world;
    await recovery.connect(cyd).chooseGuardians(2, [first, second], []);
    await waitUntil((await recovery.chosenGuardiansOf(CYD)).from);
    await recovery.connect(first).confirm(CYD, newKey, 0);
    await recovery.connect(second).confirm(CYD, newKey, 1);
    await waitUntil((await recovery.recoveryOf(CYD)).readyAt);
    await complete(world, CYD);
    expect(await citizenship.citizenOf(newKey)).to.equal(CYD);
    await expect(recovery.connect(government).decree(CYD, cyd)).to.be.revertedWithCustomError(
      recovery,
      "Recovery_Paused",
    );
    expect((await recovery.guardiansOf(CYD)).accounts).to.deep.equal([first.address, second.address]);
  });
});
