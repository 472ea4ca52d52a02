import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { anAdmission, UNIQUENESS } from "../../fixtures/admissions";
import { Ground, SanctionKind } from "../../fixtures/tribunal";

const CASE = 9n;

async function aBanished() {
  const world = await anAdmission();
  await world.citizenship.connect(world.justice).revoke(world.citizenId, ZeroHash);
  await world.tribunal.setGranted(CASE, world.citizenId, Ground.Offence, world.other, 0);
  return world;
}

async function aRenunciation() {
  const world = await anAdmission();
  await world.citizenship.connect(world.applicant).renounce();
  return world;
}

describe("Admissions", () => {
  describe("allowReturn()", () => {
    it("lets a person apply again whom a final ruling removed", async () => {
      const { admissions, tribunal, citizenId } = await loadFixture(aBanished);
      await tribunal.addSanction(CASE, SanctionKind.Revoke);
      await expect(admissions.allowReturn(UNIQUENESS, CASE))
        .to.emit(admissions, "DigestFreed")
        .withArgs(UNIQUENESS, citizenId);
      expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(true);
    });

    it("finds the end among the sanctions of an offence", async () => {
      const { admissions, tribunal } = await loadFixture(aBanished);
      for (const kind of [SanctionKind.Fine, SanctionKind.Revoke]) await tribunal.addSanction(CASE, kind);
      await admissions.allowReturn(UNIQUENESS, CASE);
      expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(true);
    });

    it("reverts with Admissions_NotFinal for an offence that was fined", async () => {
      const { admissions, tribunal, citizenId } = await loadFixture(aBanished);
      await tribunal.addSanction(CASE, SanctionKind.Fine);
      await expect(admissions.allowReturn(UNIQUENESS, CASE))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotFinal")
        .withArgs(CASE, citizenId);
    });

    it("reverts with Admissions_NotFinal while the citizenship is held", async () => {
      const { admissions, tribunal, citizenId, other } = await loadFixture(anAdmission);
      await tribunal.setGranted(CASE, citizenId, Ground.FalseDossier, other, 0);
      await expect(admissions.allowReturn(UNIQUENESS, CASE))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotFinal")
        .withArgs(CASE, citizenId);
    });
  });

  describe("freeDigest()", () => {
    it("lets a person who renounced apply with another account", async () => {
      const { admissions, citizenId } = await loadFixture(aRenunciation);
      await expect(admissions.freeDigest(UNIQUENESS))
        .to.emit(admissions, "DigestFreed")
        .withArgs(UNIQUENESS, citizenId);
      expect((await admissions.digestOf(UNIQUENESS)).isFreed).to.equal(true);
    });

    it("reverts with Admissions_DigestTaken while the citizenship is held", async () => {
      const { admissions, citizenId } = await loadFixture(anAdmission);
      await expect(admissions.freeDigest(UNIQUENESS))
        .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
        .withArgs(UNIQUENESS, citizenId);
    });

    it("lets a person apply with another account whom a final ruling removed", async () => {
      const { admissions, tribunal, citizenId } = await loadFixture(aBanished);
      await tribunal.addSanction(CASE, SanctionKind.Revoke);
      await admissions.allowReturn(UNIQUENESS, CASE);
      await expect(admissions.freeDigest(UNIQUENESS))
        .to.emit(admissions, "DigestFreed")
        .withArgs(UNIQUENESS, citizenId);
      expect((await admissions.digestOf(UNIQUENESS)).isFreed).to.equal(true);
    });

    it("reverts with Admissions_DigestTaken for who was removed, while a ruling could give the citizenship back", async () => {
      const { admissions, citizenId } = await loadFixture(aBanished);
      await expect(admissions.freeDigest(UNIQUENESS))
        .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
        .withArgs(UNIQUENESS, citizenId);
    });

    it("reverts with AccessManagedUnauthorized for anyone but the government", async () => {
      const { admissions, other } = await loadFixture(aRenunciation);
      await expect(admissions.connect(other).freeDigest(UNIQUENESS))
        .to.be.revertedWithCustomError(admissions, "AccessManagedUnauthorized")
        .withArgs(other);
    });
  });

  describe("digestOf()", () => {
    it("begins anew with who returned", async () => {
      const { admissions, admitted } = await loadFixture(aRenunciation);
      await admissions.freeDigest(UNIQUENESS);
      const { citizenId } = await admitted();
      expect(await admissions.digestOf(UNIQUENESS)).to.deep.equal([citizenId, 2n, false, false]);
    });
  });
});
