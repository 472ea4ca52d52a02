import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import {
  accredited,
  ANA,
  attested,
  attestedByTwo,
  BEN,
  contentOf,
  DAY,
  now,
  REASONS,
  revocation,
  Schemas,
} from "./world";

/** Something that Ana attested under a schema that lets nobody revoke. */
async function lasting() {
  const world = await accredited();
  const content = contentOf({ schemaId: Schemas.lasting });
  await world.attestations.connect(world.ana).attest([content]);
  return { ...world, uid: await world.attestations.uidOf(content) };
}

describe("Attestations", () => {
  describe("revoke()", () => {
    it("emits AttestationRevoked", async () => {
      const { attestations, ana, uid } = await loadFixture(attested);
      await expect(attestations.connect(ana).revoke([uid]))
        .to.emit(attestations, "AttestationRevoked")
        .withArgs(uid, ANA);
    });

    it("lets it count no longer, and keeps when", async () => {
      const { attestations, ana, uid } = await loadFixture(attested);
      await attestations.connect(ana).revoke([uid]);
      expect((await attestations.attestationOf(uid)).revokedAt).to.equal(await now());
      expect(await attestations.isValid(uid)).to.equal(false);
    });

    it("takes any one of several attesters", async () => {
      const { attestations, ben, uid } = await loadFixture(attestedByTwo);
      await expect(attestations.connect(ben).revoke([uid]))
        .to.emit(attestations, "AttestationRevoked")
        .withArgs(uid, BEN);
    });

    it("takes an attester who is not accredited any more", async () => {
      const { attestations, ana, uid } = await loadFixture(attested);
      await attestations.disown(Schemas.plain, ANA, REASONS);
      await expect(attestations.connect(ana).revoke([uid])).to.emit(attestations, "AttestationRevoked");
    });

    it("reverts with Attestations_Unknown for what was not attested", async () => {
      const { attestations, ana } = await loadFixture(attested);
      await expect(attestations.connect(ana).revoke([ZeroHash]))
        .to.be.revertedWithCustomError(attestations, "Attestations_Unknown")
        .withArgs(ZeroHash);
    });

    it("reverts with Attestations_NotRevocable where nobody revokes", async () => {
      const { attestations, ana, uid } = await loadFixture(lasting);
      await expect(attestations.connect(ana).revoke([uid]))
        .to.be.revertedWithCustomError(attestations, "Attestations_NotRevocable")
        .withArgs(uid);
    });

    it("reverts with Attestations_NotTheAttester for another attester, and for a stranger", async () => {
      const { attestations, ben, stranger, uid } = await loadFixture(attested);
      for (const caller of [ben, stranger])
        await expect(attestations.connect(caller).revoke([uid]))
          .to.be.revertedWithCustomError(attestations, "Attestations_NotTheAttester")
          .withArgs(uid, caller);
    });

    it("reverts with Attestations_AlreadyRevoked the second time", async () => {
      const { attestations, ana, uid } = await loadFixture(attested);
      await expect(attestations.connect(ana).revoke([uid, uid]))
        .to.be.revertedWithCustomError(attestations, "Attestations_AlreadyRevoked")
        .withArgs(uid);
    });
  });

  describe("revokeSigned()", () => {
    it("revokes as the attester signed", async () => {
      const world = await loadFixture(attested);
      const { attestations, ana, uid } = world;
      await expect(attestations.revokeSigned(...(await revocation(world, uid, ana))))
        .to.emit(attestations, "AttestationRevoked")
        .withArgs(uid, ANA);
    });

    it("takes a signature at its deadline", async () => {
      const world = await loadFixture(attested);
      const { attestations, ana, uid } = world;
      const deadline = (await now()) + DAY;
      const signed = await revocation(world, uid, ana, { deadline });
      await time.setNextBlockTimestamp(deadline);
      await expect(attestations.revokeSigned(...signed)).to.emit(attestations, "AttestationRevoked");
    });

    it("reverts with Attestations_SignatureExpired a second after", async () => {
      const world = await loadFixture(attested);
      const { attestations, ana, uid } = world;
      const deadline = (await now()) + DAY;
      const signed = await revocation(world, uid, ana, { deadline });
      await time.setNextBlockTimestamp(deadline + 1n);
      await expect(attestations.revokeSigned(...signed))
        .to.be.revertedWithCustomError(attestations, "Attestations_SignatureExpired")
        .withArgs(deadline);
    });

    it("reverts with Attestations_NotTheAttester for another attester", async () => {
      const world = await loadFixture(attested);
      const { attestations, ben, uid } = world;
      await expect(attestations.revokeSigned(...(await revocation(world, uid, ben))))
        .to.be.revertedWithCustomError(attestations, "Attestations_NotTheAttester")
        .withArgs(uid, ben);
    });
  });
});
