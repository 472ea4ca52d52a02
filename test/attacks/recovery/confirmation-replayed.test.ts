import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { ANN, announce, BEN, confirmation, CYD, guarded, SEATS, stopped } from "../../unit/recovery/world";

/** Cyd has the same guardians as Ann. */
async function guardedTwice() {
  const world = await guarded();
  const { recovery, cyd, first, second } = world;
  await recovery.connect(cyd).chooseGuardians(2, [first, second], [BEN]);
  await waitUntil((await recovery.chosenGuardiansOf(CYD)).from);
  return world;
}

describe("Attack: a guardian's signature counts for what it was not given for", () => {
  for (const [what, changes] of [
    ["chain", { domain: { chainId: 1n } }],
    ["contract", { domain: { verifyingContract: "0x000000000000000000000000000000000000dEaD" } }],
    ["nonce", { nonce: 1n }],
    ["citizen", { citizenId: CYD, nonce: 0n }],
  ] as const) {
    it(`refuses one for another ${what}`, async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      const given = { signer: first, seat: SEATS.first, newHolder: newKey.address };
      const signed = await confirmation(recovery, { ...given, ...changes });
      await expect(recovery.confirmSigned(ANN, newKey, [signed]))
        .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
        .withArgs(first);
    });
  }

  it("refuses one for another account", async () => {
    const { recovery, first, newKey, stranger } = await loadFixture(guarded);
    const signed = await confirmation(recovery, { signer: first, seat: SEATS.first, newHolder: newKey.address });
    await expect(recovery.confirmSigned(ANN, stranger, [signed]))
      .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
      .withArgs(first);
  });

  it("refuses one whose deadline was put off", async () => {
    const { recovery, first, newKey } = await loadFixture(guarded);
    const deadline = (await now()) + DAY;
    const given = { signer: first, seat: SEATS.first, newHolder: newKey.address, deadline };
    const signed = await confirmation(recovery, given);
    await nextAt(deadline + 1n);
    await expect(recovery.confirmSigned(ANN, newKey, [{ ...signed, deadline: deadline + DAY }]))
      .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
      .withArgs(first);
  });

  it("refuses one in the seat of another guardian", async () => {
    const { recovery, first, newKey } = await loadFixture(guarded);
    const signed = await confirmation(recovery, { signer: first, seat: SEATS.second, newHolder: newKey.address });
    await expect(recovery.confirmSigned(ANN, newKey, [signed]))
      .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
      .withArgs(ANN, SEATS.second, first);
  });

  it("refuses for one citizen what the same guardian signed for another", async () => {
    const { recovery, first, newKey } = await loadFixture(guardedTwice);
    const signed = await confirmation(recovery, { signer: first, seat: SEATS.first, newHolder: newKey.address });
    await expect(recovery.confirmSigned(CYD, newKey, [signed])).to.be.revertedWithCustomError(
      recovery,
      "Recovery_SignatureInvalid",
    );
  });

  it("refuses what announced a recovery that was stopped", async () => {
    const world = await loadFixture(guarded);
    const { recovery, ann, first, ben, newKey } = world;
    const given = { newHolder: newKey.address };
    const signed = [
      await confirmation(recovery, { ...given, signer: first, seat: SEATS.first }),
      await confirmation(recovery, { ...given, signer: ben, seat: SEATS.ben }),
    ];
    await recovery.confirmSigned(ANN, newKey, signed);
    await recovery.connect(ann).stop();
    await waitUntil((await recovery.recoveryOf(ANN)).pausedUntil);
    await expect(recovery.confirmSigned(ANN, newKey, signed))
      .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
      .withArgs(first);
  });

  it("takes what is signed anew after the pause", async () => {
    const world = await loadFixture(stopped);
    await waitUntil((await world.recovery.recoveryOf(ANN)).pausedUntil);
    await expect(announce(world)).to.emit(world.recovery, "RecoveryAnnounced");
  });

  it("refuses a key in the name of a contract account that does not vouch for it", async () => {
    const { recovery, ann, stranger, newKey } = await loadFixture(guarded);
    const wallet = await ethers.deployContract("SignerWallet", [ann]);
    await recovery.connect(ann).chooseGuardians(2, [wallet], [BEN]);
    await waitUntil((await recovery.chosenGuardiansOf(ANN)).from);
    const signed = await confirmation(recovery, {
      signer: stranger,
      guardian: await wallet.getAddress(),
      seat: 0,
      newHolder: newKey.address,
    });
    await expect(recovery.confirmSigned(ANN, newKey, [signed]))
      .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
      .withArgs(wallet);
  });
});
