import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { DAY, DOSSIER, ENDLESS, nextAt, now, Role, signedRequest } from "../../fixtures/citizenship";
import { anEmptyRegister, anInvitedFounding, two } from "./world";

describe("CitizenAdmission", () => {
  describe("requestAdmission()", () => {
    context("given a stranger", () => {
      it("emits AdmissionRequested with the applicant and the dossier", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
          .to.emit(citizenship, "AdmissionRequested")
          .withArgs(stranger.address, DOSSIER);
      });

      it("stores the moment", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        expect(await citizenship.admissionOf(stranger)).to.deep.equal([await now(), 0n]);
      });

      it("admits nobody", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        expect(await citizenship.citizenOf(stranger)).to.equal(0n);
      });
    });

    context("given a pending request", () => {
      it("replaces it", async () => {
        const { citizenship, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        await time.increase(100);
        await citizenship.connect(stranger).requestAdmission(ZeroHash);
        expect(await citizenship.admissionOf(stranger)).to.deep.equal([await now(), 0n]);
      });
    });

    context("given a citizen", () => {
      it("reverts with Citizenship_AlreadyCitizen", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        await citizenship.connect(registrar).admit(stranger);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
          .withArgs(stranger.address, 1n);
      });
    });

    context("given an invitation", () => {
      it("admits at once, with the dossier", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(registrar).invite([stranger], (await now()) + DAY);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER))
          .to.emit(citizenship, "CitizenAdmitted")
          .withArgs(1n, stranger.address, DOSSIER, ENDLESS);
      });

      it("admits in the last second of it", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        const until = (await now()) + 100n;
        await citizenship.connect(registrar).invite([stranger], until);
        await nextAt(until - 1n);
        await citizenship.connect(stranger).requestAdmission(DOSSIER);
        expect(await citizenship.citizenOf(stranger)).to.equal(1n);
      });

      it("emits AdmissionRequested once the invitation has ended", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        const until = (await now()) + 100n;
        await citizenship.connect(registrar).invite([stranger], until);
        await nextAt(until);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER)).to.emit(
          citizenship,
          "AdmissionRequested",
        );
      });

      it("emits AdmissionRequested when the invitation was taken back", async () => {
        const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(registrar).invite([stranger], (await now()) + DAY);
        await citizenship.connect(registrar).invite([stranger], 0);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER)).to.emit(
          citizenship,
          "AdmissionRequested",
        );
      });

      it("emits AdmissionRequested when who made the invitation is not registrar any more", async () => {
        const { citizenship, authority, registrar, stranger } = await loadFixture(anEmptyRegister);
        await citizenship.connect(registrar).invite([stranger], (await now()) + DAY);
        await authority.revokeRole(Role.Registrar, registrar);
        await expect(citizenship.connect(stranger).requestAdmission(DOSSIER)).to.emit(
          citizenship,
          "AdmissionRequested",
        );
      });
    });
  });

  describe("withdrawRequest()", () => {
    it("withdraws the request", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await expect(citizenship.connect(stranger).withdrawRequest())
        .to.emit(citizenship, "AdmissionRequestWithdrawn")
        .withArgs(stranger.address);
      await expect(citizenship.connect(registrar).admit(stranger))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(stranger.address);
    });

    it("leaves an invitation unchanged", async () => {
      const { citizenship, registrar, stranger } = await loadFixture(anEmptyRegister);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      const until = (await now()) + DAY;
      await citizenship.connect(registrar).invite([stranger], until);
      await citizenship.connect(stranger).withdrawRequest();
      expect(await citizenship.admissionOf(stranger)).to.deep.equal([0n, until]);
    });

    it("leaves a founding citizen's invitation unchanged", async () => {
      const { citizenship, people } = await loadFixture(anInvitedFounding);
      await citizenship.connect(people[0]).withdrawRequest();
      await citizenship.connect(people[0]).requestAdmission(DOSSIER);
      expect(await citizenship.citizenOf(people[0])).to.equal(1n);
    });

    it("raises the nonce, though no request was sent", async () => {
      const { citizenship, stranger } = await loadFixture(anEmptyRegister);
      await expect(citizenship.connect(stranger).withdrawRequest())
        .to.emit(citizenship, "AdmissionRequestWithdrawn")
        .withArgs(stranger.address);
      expect(await citizenship.admissionNonce(stranger)).to.equal(1n);
    });

    it("lets the account request again, by a transaction and by a signature", async () => {
      const { citizenship, registrar, stranger, people } = await loadFixture(anEmptyRegister);
      for (const account of [stranger, people[0]]) await citizenship.connect(account).withdrawRequest();
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).admit(stranger);
      const request = await signedRequest(citizenship, { applicant: people[0].address, signer: people[0] });
      await citizenship.connect(registrar).admitSigned([request]);
      expect(await citizenship.citizenOf(people[0])).to.equal(2n);
    });

    it("reverts with Citizenship_AlreadyCitizen when the caller holds a citizenship", async () => {
      const { citizenship, ann } = await loadFixture(two);
      await expect(citizenship.connect(ann).withdrawRequest())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AlreadyCitizen")
        .withArgs(ann.address, 1n);
    });
  });
});
