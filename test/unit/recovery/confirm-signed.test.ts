import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY, nextAt, now, waitUntil } from "../../fixtures/citizenship";
import { ANN, announce, aRecovery, BEN, confirmation, CYD, guarded, SEATS, stopped, WAIT } from "./world";

describe("Recovery", () => {
  describe("confirmSigned()", () => {
    it("announces with two signatures in one transaction", async () => {
      const world = await loadFixture(guarded);
      const at = (await now()) + 100n;
      await nextAt(at);
      await expect(announce(world))
        .to.emit(world.recovery, "RecoveryAnnounced")
        .withArgs(ANN, world.newKey, at + WAIT);
    });

    it("emits RecoveryConfirmed for each", async () => {
      const world = await loadFixture(guarded);
      const sent = announce(world);
      for (const seat of [SEATS.first, SEATS.ben])
        await expect(sent).to.emit(world.recovery, "RecoveryConfirmed").withArgs(ANN, world.newKey, 0, seat);
    });

    it("keeps what is not enough", async () => {
      const { recovery, second, newKey } = await loadFixture(guarded);
      const signed = await confirmation(recovery, { signer: second, seat: SEATS.second, newHolder: newKey.address });
      await recovery.confirmSigned(ANN, newKey, [signed]);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(2);
    });

    it("passes over who has confirmed by a transaction meanwhile", async () => {
      const world = await loadFixture(guarded);
      await world.recovery.connect(world.first).confirm(ANN, world.newKey, SEATS.first);
      await expect(announce(world)).to.emit(world.recovery, "RecoveryAnnounced");
    });

    it("counts a guardian once who signed twice", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      const signed = await confirmation(recovery, { signer: first, seat: SEATS.first, newHolder: newKey.address });
      await recovery.confirmSigned(ANN, newKey, [signed, signed]);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(1);
    });

    it("takes what the code of a contract account vouches for", async () => {
      const { recovery, ann, ben, stranger, newKey } = await loadFixture(aRecovery);
      const wallet = await ethers.deployContract("SignerWallet", [stranger]);
      await recovery.connect(ann).chooseGuardians(2, [wallet], [BEN]);
      await waitUntil((await recovery.chosenGuardiansOf(ANN)).from);
      const newHolder = newKey.address;
      const signed = [
        await confirmation(recovery, { signer: stranger, guardian: await wallet.getAddress(), seat: 0, newHolder }),
        await confirmation(recovery, { signer: ben, seat: 1, newHolder }),
      ];
      await expect(recovery.confirmSigned(ANN, newKey, signed)).to.emit(recovery, "RecoveryAnnounced");
    });

    it("starts no period without confirmations", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      await recovery.confirmSigned(ANN, newKey, []);
      const since = await now();
      await waitUntil(since + 20n * DAY);
      await recovery.connect(first).confirm(ANN, newKey, SEATS.first);
      await waitUntil(since + 40n * DAY);
      expect(await recovery.confirmationsOf(ANN, newKey)).to.equal(1);
    });

    it("announces nothing without confirmations for who has no guardians", async () => {
      const { recovery, newKey } = await loadFixture(guarded);
      expect(await recovery.confirmSigned.staticCall(CYD, newKey, [])).to.equal(false);
    });

    it("takes a signature at its deadline", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      const deadline = (await now()) + DAY;
      const given = { signer: first, seat: SEATS.first, newHolder: newKey.address, deadline };
      const signed = await confirmation(recovery, given);
      await nextAt(deadline);
      await expect(recovery.confirmSigned(ANN, newKey, [signed])).to.emit(recovery, "RecoveryConfirmed");
    });

    it("reverts with Recovery_SignatureExpired a second after", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      const deadline = (await now()) + DAY;
      const given = { signer: first, seat: SEATS.first, newHolder: newKey.address, deadline };
      const signed = await confirmation(recovery, given);
      await nextAt(deadline + 1n);
      await expect(recovery.confirmSigned(ANN, newKey, [signed]))
        .to.be.revertedWithCustomError(recovery, "Recovery_SignatureExpired")
        .withArgs(deadline);
    });

    it("reverts with Recovery_NotTheGuardian for somebody else", async () => {
      const { recovery, second, newKey } = await loadFixture(guarded);
      const signed = await confirmation(recovery, { signer: second, seat: SEATS.first, newHolder: newKey.address });
      await expect(recovery.confirmSigned(ANN, newKey, [signed]))
        .to.be.revertedWithCustomError(recovery, "Recovery_NotTheGuardian")
        .withArgs(ANN, SEATS.first, second);
    });

    it("reverts with Recovery_SignatureInvalid for somebody else's signature in the guardian's name", async () => {
      const { recovery, first, second, newKey } = await loadFixture(guarded);
      const given = { signer: second, guardian: first.address, seat: SEATS.first, newHolder: newKey.address };
      await expect(recovery.confirmSigned(ANN, newKey, [await confirmation(recovery, given)]))
        .to.be.revertedWithCustomError(recovery, "Recovery_SignatureInvalid")
        .withArgs(first);
    });

    it("reverts with Recovery_NoSuchSeat past the last seat", async () => {
      const { recovery, first, newKey } = await loadFixture(guarded);
      const signed = await confirmation(recovery, { signer: first, seat: 3, newHolder: newKey.address });
      await expect(recovery.confirmSigned(ANN, newKey, [signed]))
        .to.be.revertedWithCustomError(recovery, "Recovery_NoSuchSeat")
        .withArgs(ANN, 3, 3);
    });

    it("reverts with Recovery_Paused after a stop", async () => {
      const world = await loadFixture(stopped);
      const { pausedUntil } = await world.recovery.recoveryOf(ANN);
      await expect(announce(world))
        .to.be.revertedWithCustomError(world.recovery, "Recovery_Paused")
        .withArgs(ANN, pausedUntil);
    });
  });
});
