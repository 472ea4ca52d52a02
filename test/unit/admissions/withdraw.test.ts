import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import {
  anApplication,
  anAttestedApplication,
  BOND,
  COOL_OFF,
  COST,
  FEE,
  Phase,
  REASONS,
} from "../../fixtures/admissions";

describe("Admissions", () => {
  describe("withdraw()", () => {
    it("says so", async () => {
      const { admissions, applicant, filed, idOf } = await loadFixture(anApplication);
      await expect(admissions.connect(applicant).withdraw(filed))
        .to.emit(admissions, "ApplicationWithdrawn")
        .withArgs(await idOf(filed));
    });

    it("owes bond and fee to the payer while no validator decided", async () => {
      const { admissions, applicant, filed } = await loadFixture(anApplication);
      await admissions.connect(applicant).withdraw(filed);
      expect(await admissions.owedTo(ZeroAddress, applicant)).to.equal(COST);
    });

    it("owes the fee to the treasury once a validator attested", async () => {
      const { admissions, applicant, filed, treasury } = await loadFixture(anAttestedApplication);
      await admissions.connect(applicant).withdraw(filed);
      expect(await admissions.owedTo(ZeroAddress, applicant)).to.equal(BOND);
      expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(FEE);
    });

    it("owes the fee to the treasury once a validator refused", async () => {
      const { admissions, applicant, filed, treasury, citizen } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).refuse(filed, REASONS);
      await admissions.connect(applicant).withdraw(filed);
      expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(FEE);
    });

    it("begins the cool-off where a validator refused, and none otherwise", async () => {
      const { admissions, applicant, apply, filed, citizen } = await loadFixture(anApplication);
      await admissions.connect(applicant).withdraw(filed);
      expect(await admissions.coolOffEndsAt(applicant)).to.equal(0n);
      const again = await apply({ dossier: REASONS });
      await admissions.connect(citizen(1)).refuse(again, REASONS);
      await admissions.connect(applicant).withdraw(again);
      expect(await admissions.coolOffEndsAt(applicant)).to.equal(BigInt(await time.latest()) + COOL_OFF);
    });

    it("closes the validators' attestations", async () => {
      const { admissions, applicant, filed } = await loadFixture(anAttestedApplication);
      await admissions.connect(applicant).withdraw(filed);
      expect((await admissions.validatorOf(1)).openAttestations).to.equal(0);
    });

    it("reverts with Admissions_NotApplicant for anyone else", async () => {
      const { admissions, applicant, other, filed } = await loadFixture(anApplication);
      await expect(admissions.connect(other).withdraw(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotApplicant")
        .withArgs(other, applicant);
    });

    it("reverts with Admissions_WrongPhase the second time", async () => {
      const { admissions, applicant, filed, idOf } = await loadFixture(anApplication);
      await admissions.connect(applicant).withdraw(filed);
      await expect(admissions.connect(applicant).withdraw(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(filed), Phase.Withdrawn);
    });
  });
});
