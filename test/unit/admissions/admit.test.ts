import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import {
  anAdmission,
  anApplication,
  anAttestedApplication,
  DAY,
  DOSSIER,
  FOUNDERS,
  Phase,
  UNIQUENESS,
  validators,
} from "../../fixtures/admissions";

const NEXT = BigInt(FOUNDERS) + 1n;

describe("Admissions", () => {
  describe("admit()", () => {
    it("says who was admitted", async () => {
      const { admissions, filed, idOf } = await loadFixture(anAttestedApplication);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.emit(admissions, "ApplicantAdmitted")
        .withArgs(await idOf(filed), NEXT);
    });

    it("returns the new citizen's id", async () => {
      const { admissions, filed } = await loadFixture(anAttestedApplication);
      expect(await admissions.admit.staticCall(filed, 0, "0x")).to.equal(NEXT);
    });

    it("makes the applicant a citizen, whose vote sleeps", async () => {
      const { citizenship, applicant, citizenId } = await loadFixture(anAdmission);
      expect(await citizenship.citizenOf(applicant)).to.equal(citizenId);
      expect(await citizenship.mayVote(citizenId)).to.equal(false);
    });

    it("lets the vote wake by itself", async () => {
      const { citizenship, citizenId } = await loadFixture(anAdmission);
      await time.increaseTo((await citizenship.citizen(citizenId)).wakesAt);
      expect(await citizenship.mayVote(citizenId)).to.equal(true);
    });

    it("lets the digest stand for the citizen", async () => {
      const { admissions, citizenId } = await loadFixture(anAdmission);
      expect(await admissions.digestOf(UNIQUENESS)).to.deep.equal([citizenId, 1n, false, false]);
    });

    it("keeps the citizen with the application", async () => {
      const { filed, viewOf, citizenId } = await loadFixture(anAdmission);
      const view = await viewOf(filed);
      expect([view.phase, view.citizenId, view.validatorIds]).to.deep.equal([Phase.Admitted, citizenId, [1n, 2n]]);
    });

    it("takes the applicant's signed request", async () => {
      const { admissions, citizenship, other, application, attestations, signedRequest } =
        await loadFixture(anAttestedApplication);
      const filed = await application({ by: other });
      await admissions
        .connect(other)
        .applyForAdmission(DOSSIER, UNIQUENESS, { value: (await admissions.cost()).reduce((a, b) => a + b) });
      await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1, 3]));
      const { deadline, signature } = await signedRequest(other);
      await admissions.admit(filed, deadline, signature);
      expect(await citizenship.citizenOf(other)).to.equal(NEXT);
    });

    it("admits a second before the deadline", async () => {
      const { admissions, filed, viewOf } = await loadFixture(anAttestedApplication);
      await time.setNextBlockTimestamp((await viewOf(filed)).deadline - 1n);
      await admissions.admit(filed, 0, "0x");
      expect((await viewOf(filed)).phase).to.equal(Phase.Admitted);
    });

    it("reverts with Admissions_TooLate at the deadline", async () => {
      const { admissions, filed, idOf, viewOf } = await loadFixture(anAttestedApplication);
      const { deadline } = await viewOf(filed);
      await time.setNextBlockTimestamp(deadline);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooLate")
        .withArgs(await idOf(filed), deadline);
    });

    it("reverts with Admissions_TooFewAttestations with one fewer than needed", async () => {
      const { admissions, filed, idOf, citizen } = await loadFixture(anApplication);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
        .withArgs(await idOf(filed), 1, 2);
    });

    it("reverts with Admissions_TooFewAttestations when more are needed by now", async () => {
      const { admissions, filed, idOf, set } = await loadFixture(anAttestedApplication);
      await set("attestations", 3);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
        .withArgs(await idOf(filed), 2, 3);
    });

    it("reverts with Admissions_TooFewAttestations when a validator was dismissed", async () => {
      const { admissions, filed, idOf } = await loadFixture(anAttestedApplication);
      await admissions.dismiss(2);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
        .withArgs(await idOf(filed), 1, 2);
    });

    it("reverts with Admissions_DigestTaken when somebody else was admitted under the digest", async () => {
      const { admissions, attested, filed, other } = await loadFixture(anAttestedApplication);
      const second = await attested({ by: other }, [3, 4]);
      await admissions.admit(filed, 0, "0x");
      await expect(admissions.admit(second, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
        .withArgs(UNIQUENESS, NEXT);
    });

    it("reverts with Citizenship_NoRequest when the applicant withdrew the request", async () => {
      const { admissions, citizenship, applicant, filed } = await loadFixture(anAttestedApplication);
      await citizenship.connect(applicant).withdrawRequest();
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(applicant);
    });

    it("reverts with Admissions_WrongPhase the second time", async () => {
      const { admissions, filed, idOf } = await loadFixture(anAdmission);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(filed), Phase.Admitted);
    });

    it("reverts with Citizenship_NoRequest when the applicant has not asked", async () => {
      const { admissions, citizenship, other, application, attestations } = await loadFixture(anAttestedApplication);
      const filed = await application({ by: other });
      const [fee, bond] = await admissions.cost();
      await admissions.connect(other).applyForAdmission(DOSSIER, UNIQUENESS, { value: fee + bond });
      await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1, 3]));
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NoRequest")
        .withArgs(other);
    });

    it("reverts with Citizenship_BrakeReached once the brake allows no more", async () => {
      const { admissions, citizenship, admitted, attested, applicant, other, sponsor } = await loadFixture(validators);
      for (const by of [applicant, other]) await admitted({ by, uniqueness: id(by.address) });
      const filed = await attested({ by: sponsor }, [3, 4]);
      const retryAt = (await citizenship.citizen(NEXT)).since + 30n * DAY;
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached")
        .withArgs(2, retryAt);
    });

    it("reverts with Citizenship_AdmissionsHalted during a halt", async () => {
      const { admissions, citizenship, filed, now } = await loadFixture(anAttestedApplication);
      const until = (await now()) + 10n * DAY;
      await citizenship.haltAdmissions(until);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AdmissionsHalted")
        .withArgs(until);
    });
  });
});
