import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anApplication, Phase, REASONS, UNIQUENESS } from "../../fixtures/admissions";
import { ENDLESS, signedAcceptance } from "../../fixtures/citizenship";

describe("Admissions", () => {
  describe("attestSigned()", () => {
    it("says who attested", async () => {
      const { admissions, filed, attestations, idOf } = await loadFixture(anApplication);
      const id = await idOf(filed);
      await expect(admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [2, 4])))
        .to.emit(admissions, "ApplicationAttested")
        .withArgs(id, 2)
        .and.to.emit(admissions, "ApplicationAttested")
        .withArgs(id, 4);
    });

    it("keeps them all", async () => {
      const { admissions, filed, attestations, viewOf } = await loadFixture(anApplication);
      await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [5, 2, 4]));
      expect((await viewOf(filed)).validatorIds).to.deep.equal([5n, 2n, 4n]);
    });

    it("changes nothing without attestations", async () => {
      const { admissions, filed, viewOf } = await loadFixture(anApplication);
      const before = await viewOf(filed);
      await admissions.attestSigned(await admissions.idOf(filed), []);
      expect(await viewOf(filed)).to.deep.equal(before);
    });

    it("takes what a validator's contract account vouches for", async () => {
      const { admissions, citizenship, apply, other, citizen, sign, viewOf } = await loadFixture(anApplication);
      const wallet = await ethers.deployContract("SignerWallet", [citizen(1)]);
      const acceptance = { citizenId: 2n, newHolder: await wallet.getAddress(), signer: citizen(1) };
      await citizenship.move(2, wallet, ENDLESS, await signedAcceptance(citizenship, acceptance));
      await time.increaseTo((await citizenship.citizen(2)).wakesAt);
      await citizenship.wake(2);
      const application = await apply({ by: other });
      const signature = await sign(citizen(1), "Attestation", { application });
      await admissions.attestSigned(await admissions.idOf(application), [{ number: 2, signature }]);
      expect((await viewOf(application)).validatorIds).to.deep.equal([2n]);
    });

    it("reverts with Admissions_SignatureInvalid for another validator's signature", async () => {
      const { admissions, filed, attestations, citizen } = await loadFixture(anApplication);
      const [{ signature }] = await attestations(filed, [2]);
      await expect(admissions.attestSigned(await admissions.idOf(filed), [{ number: 3, signature }]))
        .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
        .withArgs(citizen(3));
    });

    it("reverts with Admissions_NotValidator for an unknown number", async () => {
      const { admissions, filed, attestations } = await loadFixture(anApplication);
      const [{ signature }] = await attestations(filed, [2]);
      await expect(admissions.attestSigned(await admissions.idOf(filed), [{ number: 9, signature }]))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(9, 0, 0);
    });

    it("reverts with Admissions_SignatureInvalid for a signature of another application", async () => {
      const { admissions, filed, attestations, apply, other, citizen } = await loadFixture(anApplication);
      const second = await apply({ by: other });
      await expect(admissions.attestSigned(await admissions.idOf(filed), await attestations(second, [2])))
        .to.be.revertedWithCustomError(admissions, "Admissions_SignatureInvalid")
        .withArgs(citizen(2));
    });

    it("reverts with Admissions_AlreadyDecided for a signature twice in a batch", async () => {
      const { admissions, filed, attestations, idOf } = await loadFixture(anApplication);
      await expect(admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [2, 2])))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyDecided")
        .withArgs(await idOf(filed), 2);
    });

    it("reverts with Admissions_TooFewValidators below the floor", async () => {
      const { admissions, filed, attestations } = await loadFixture(anApplication);
      for (const validator of [4, 5]) await admissions.dismiss(validator);
      await expect(admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1])))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewValidators")
        .withArgs(3, 4);
    });

    it("reverts with Admissions_WrongPhase without an application", async () => {
      const { admissions, application, attestations, idOf } = await loadFixture(anApplication);
      const unknown = await application({ dossier: REASONS, uniqueness: UNIQUENESS });
      await expect(admissions.attestSigned(await admissions.idOf(unknown), await attestations(unknown, [1])))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(unknown), Phase.None);
    });
  });
});
