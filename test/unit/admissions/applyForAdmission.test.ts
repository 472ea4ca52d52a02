import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import {
  anAdmission,
  anApplication,
  BOND,
  COST,
  DOSSIER,
  FEE,
  PERIOD,
  Phase,
  UNIQUENESS,
  validators,
} from "../../fixtures/admissions";

describe("Admissions", () => {
  describe("applyForAdmission()", () => {
    it("says what was applied with, and until when it can be decided", async () => {
      const { admissions, applicant, application, idOf, now } = await loadFixture(validators);
      const id = await idOf(await application());
      const at = (await now()) + 100n;
      await time.setNextBlockTimestamp(at);
      await expect(admissions.connect(applicant).applyForAdmission(DOSSIER, UNIQUENESS, { value: COST }))
        .to.emit(admissions, "Applied")
        .withArgs(id, applicant, UNIQUENESS, applicant, 0, DOSSIER, FEE, BOND, at + PERIOD);
    });

    it("returns the application's id", async () => {
      const { admissions, applicant, application, idOf } = await loadFixture(validators);
      const call = admissions.connect(applicant).applyForAdmission;
      expect(await call.staticCall(DOSSIER, UNIQUENESS, { value: COST })).to.equal(await idOf(await application()));
    });

    it("keeps fee and bond", async () => {
      const { admissions, applicant } = await loadFixture(validators);
      await expect(
        admissions.connect(applicant).applyForAdmission(DOSSIER, UNIQUENESS, { value: COST }),
      ).to.changeEtherBalances([applicant, admissions], [-COST, COST]);
    });

    it("opens the application", async () => {
      const { filed, viewOf } = await loadFixture(anApplication);
      const view = await viewOf(filed);
      expect([view.phase, view.fee, view.bond, view.citizenId, view.refusedBy]).to.deep.equal([
        Phase.Open,
        FEE,
        BOND,
        0n,
        0n,
      ]);
      expect(view.validatorIds).to.deep.equal([]);
    });

    it("counts the digest's applications", async () => {
      const { admissions, apply, other } = await loadFixture(anApplication);
      await apply({ by: other });
      expect((await admissions.digestOf(UNIQUENESS)).applications).to.equal(2);
    });

    for (const wrong of [COST - 1n, COST + 1n]) {
      it(`reverts with Admissions_WrongPayment for ${wrong} wei`, async () => {
        const { admissions, applicant } = await loadFixture(validators);
        await expect(admissions.connect(applicant).applyForAdmission(DOSSIER, UNIQUENESS, { value: wrong }))
          .to.be.revertedWithCustomError(admissions, "Admissions_WrongPayment")
          .withArgs(wrong, COST);
      });
    }

    it("reverts with Admissions_AlreadyCitizen for a citizen", async () => {
      const { admissions, citizen } = await loadFixture(validators);
      await expect(admissions.connect(citizen(7)).applyForAdmission(DOSSIER, UNIQUENESS, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyCitizen")
        .withArgs(citizen(7), 7);
    });

    it("reverts with Admissions_NoDigest without a uniqueness digest", async () => {
      const { admissions, applicant } = await loadFixture(validators);
      await expect(admissions.connect(applicant).applyForAdmission(DOSSIER, ZeroHash, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_NoDigest")
        .withArgs(applicant);
    });

    // Checks ADMIT-2.
    it("reverts with Admissions_AlreadyFiled for the same application", async () => {
      const { admissions, applicant, filed, idOf } = await loadFixture(anApplication);
      await expect(admissions.connect(applicant).applyForAdmission(DOSSIER, UNIQUENESS, { value: COST }))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyFiled")
        .withArgs(await idOf(filed), Phase.Open);
    });

    context("given that validators rejected the applicant", () => {
      async function aRejection() {
        const world = await anApplication();
        for (const validator of [3, 4])
          await world.admissions.connect(world.citizen(validator)).refuse(world.filed, ZeroHash);
        return { ...world, endsAt: await world.admissions.coolOffEndsAt(world.applicant) };
      }

      it("reverts with Admissions_CoolingOff a second before the cool-off ends", async () => {
        const { admissions, applicant, endsAt } = await loadFixture(aRejection);
        await time.setNextBlockTimestamp(endsAt - 1n);
        await expect(admissions.connect(applicant).applyForAdmission(UNIQUENESS, UNIQUENESS, { value: COST }))
          .to.be.revertedWithCustomError(admissions, "Admissions_CoolingOff")
          .withArgs(applicant, endsAt);
      });

      it("takes another application when the cool-off ends", async () => {
        const { apply, viewOf, endsAt } = await loadFixture(aRejection);
        await time.setNextBlockTimestamp(endsAt);
        expect((await viewOf(await apply({ dossier: UNIQUENESS }))).phase).to.equal(Phase.Open);
      });
    });

    context("given that the digest stands for a citizen", () => {
      const DOSSIER_2 = UNIQUENESS;

      it("reverts with Admissions_DigestTaken while the citizenship is held", async () => {
        const { admissions, other, citizenId } = await loadFixture(anAdmission);
        await expect(admissions.connect(other).applyForAdmission(DOSSIER, UNIQUENESS, { value: COST }))
          .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
          .withArgs(UNIQUENESS, citizenId);
      });

      it("reverts with Admissions_DigestTaken after a ruling that is not known to be final", async () => {
        const { admissions, applicant, citizenship, justice, citizenId } = await loadFixture(anAdmission);
        await citizenship.connect(justice).revoke(citizenId, ZeroHash);
        await expect(admissions.connect(applicant).applyForAdmission(DOSSIER_2, UNIQUENESS, { value: COST }))
          .to.be.revertedWithCustomError(admissions, "Admissions_DigestTaken")
          .withArgs(UNIQUENESS, citizenId);
      });

      it("takes an application after a final ruling", async () => {
        const { admissions, foundFalse, filed, citizenId, apply, viewOf } = await loadFixture(anAdmission);
        await foundFalse(citizenId, 9n);
        await admissions.proveFalse(filed, 9);
        expect((await viewOf(await apply({ dossier: DOSSIER_2 }))).phase).to.equal(Phase.Open);
      });

      it("takes an application of the same account when the citizenship was renounced", async () => {
        const { citizenship, applicant, apply, viewOf } = await loadFixture(anAdmission);
        await citizenship.connect(applicant).renounce();
        expect((await viewOf(await apply())).phase).to.equal(Phase.Open);
      });

      it("reverts with Admissions_OtherAccount for another account", async () => {
        const { admissions, citizenship, applicant, other, citizenId } = await loadFixture(anAdmission);
        await citizenship.connect(applicant).renounce();
        await expect(admissions.connect(other).applyForAdmission(DOSSIER, UNIQUENESS, { value: COST }))
          .to.be.revertedWithCustomError(admissions, "Admissions_OtherAccount")
          .withArgs(citizenId, applicant);
      });

      it("takes an application of another account when the government freed the digest", async () => {
        const { admissions, citizenship, applicant, other, apply, viewOf } = await loadFixture(anAdmission);
        await citizenship.connect(applicant).renounce();
        await admissions.freeDigest(UNIQUENESS);
        expect((await viewOf(await apply({ by: other }))).phase).to.equal(Phase.Open);
      });
    });
  });
});
