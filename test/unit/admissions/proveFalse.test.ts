import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import {
  anAdmission,
  anApplication,
  BOND,
  DAY,
  FEE,
  Phase,
  UNIQUENESS,
  VALIDATOR_BOND,
} from "../../fixtures/admissions";
import { Ground, Outcome, SanctionKind } from "../../fixtures/tribunal";

const CASE = 9n;
const BOUNTY = (BOND * 3n) / 4n;

/** A ruling that the admission was false, brought by an account that is no citizen's. */
async function aFalseAdmission() {
  const world = await anAdmission();
  await world.foundFalse(world.citizenId, CASE);
  return world;
}

describe("Admissions", () => {
  describe("proveFalse()", () => {
    it("says which case showed it, and what the challenger gets", async () => {
      const { admissions, filed, idOf, citizenId } = await loadFixture(aFalseAdmission);
      await expect(admissions.proveFalse(filed, CASE))
        .to.emit(admissions, "AdmissionFalse")
        .withArgs(await idOf(filed), citizenId, CASE, BOUNTY);
    });

    it("owes the challenger a share of the bond", async () => {
      const { admissions, filed, other } = await loadFixture(aFalseAdmission);
      await admissions.proveFalse(filed, CASE);
      expect(await admissions.owedTo(ZeroAddress, other)).to.equal(BOUNTY);
    });

    it("owes it to the citizen who brought the challenge", async () => {
      const { admissions, foundFalse, filed, citizen, citizenId } = await loadFixture(anAdmission);
      await foundFalse(citizenId, CASE, citizen(8), 8n);
      await admissions.proveFalse(filed, CASE);
      expect(await admissions.owedToCitizen(ZeroAddress, 8)).to.equal(BOUNTY);
    });

    it("owes the treasury the rest, the fee, and the bonds of who attested", async () => {
      const { admissions, filed, treasury } = await loadFixture(aFalseAdmission);
      await admissions.proveFalse(filed, CASE);
      expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(BOND - BOUNTY + FEE + 2n * VALIDATOR_BOND);
    });

    it("takes the accreditation of who attested", async () => {
      const { admissions, filed, idOf } = await loadFixture(aFalseAdmission);
      await expect(admissions.proveFalse(filed, CASE))
        .to.emit(admissions, "ValidatorDisowned")
        .withArgs(2, 2, await idOf(filed), VALIDATOR_BOND);
      const { isDisowned, bond, until, openAttestations } = await admissions.validatorOf(2);
      expect([isDisowned, bond, openAttestations]).to.deep.equal([true, 0n, 0n]);
      expect(until).to.equal(BigInt(await time.latest()));
    });

    it("leaves the other validators in office", async () => {
      const { admissions, filed } = await loadFixture(aFalseAdmission);
      await admissions.proveFalse(filed, CASE);
      expect((await admissions.validators()).map(({ citizenId }) => citizenId)).to.deep.equal([3n, 4n, 5n]);
    });

    it("leaves the end of an accreditation that is over", async () => {
      const { admissions, filed, citizen } = await loadFixture(aFalseAdmission);
      await admissions.connect(citizen(1)).resign();
      const { until } = await admissions.validatorOf(1);
      await admissions.proveFalse(filed, CASE);
      expect((await admissions.validatorOf(1)).until).to.equal(until);
    });

    it("lets the person return", async () => {
      const { admissions, filed } = await loadFixture(aFalseAdmission);
      await admissions.proveFalse(filed, CASE);
      expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(true);
    });

    it("leaves the digest of somebody who came back as another citizen", async () => {
      const { admissions, citizenship, tribunal, applicant, admitted, filed, citizenId, other } =
        await loadFixture(anAdmission);
      await citizenship.connect(applicant).renounce();
      await admitted({}, [3, 4]);
      await tribunal.setGranted(CASE, citizenId, Ground.FalseDossier, other, 0);
      await admissions.proveFalse(filed, CASE);
      expect((await admissions.digestOf(UNIQUENESS)).isFinal).to.equal(false);
    });

    it("reaches an admission of a duplicate", async () => {
      const { admissions, tribunal, filed, citizenId, other, viewOf } = await loadFixture(aFalseAdmission);
      await tribunal.setGranted(CASE, citizenId, Ground.DuplicatePerson, other, 0);
      await admissions.proveFalse(filed, CASE);
      expect((await viewOf(filed)).phase).to.equal(Phase.False);
    });

    it("reverts with Admissions_NotFinal for the earlier of two citizenships of one person: the later one was false", async () => {
      const { admissions, tribunal, filed, citizenId, other } = await loadFixture(aFalseAdmission);
      await tribunal.setGranted(CASE, citizenId, Ground.DuplicatePerson, other, 0);
      await tribunal.setCited(CASE, citizenId + 1n);
      await expect(admissions.proveFalse(filed, CASE))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotFinal")
        .withArgs(CASE, citizenId);
      expect((await admissions.validatorOf(1)).bond).to.equal(VALIDATOR_BOND);
    });

    it("reaches who renounced before the ruling", async () => {
      const { admissions, citizenship, tribunal, applicant, filed, citizenId, other, viewOf } =
        await loadFixture(anAdmission);
      await citizenship.connect(applicant).renounce();
      await tribunal.setGranted(CASE, citizenId, Ground.FalseDossier, other, 0);
      await admissions.proveFalse(filed, CASE);
      expect((await viewOf(filed)).phase).to.equal(Phase.False);
    });

    context("given that the admission is settled", () => {
      async function aSettledFalsehood() {
        const world = await anAdmission();
        await time.increaseTo((await world.citizenship.citizen(world.citizenId)).wakesAt);
        await world.admissions.settle(world.filed);
        await world.foundFalse(world.citizenId, CASE);
        return world;
      }

      it("pays no bounty, as the bond is gone", async () => {
        const { admissions, filed, idOf, citizenId } = await loadFixture(aSettledFalsehood);
        await expect(admissions.proveFalse(filed, CASE))
          .to.emit(admissions, "AdmissionFalse")
          .withArgs(await idOf(filed), citizenId, CASE, 0);
      });

      it("takes bond and accreditation of who attested", async () => {
        const { admissions, filed } = await loadFixture(aSettledFalsehood);
        await admissions.proveFalse(filed, CASE);
        const { isDisowned, bond } = await admissions.validatorOf(1);
        expect([isDisowned, bond]).to.deep.equal([true, 0n]);
      });
    });

    it("reverts with Admissions_WrongPhase for an open application", async () => {
      const { admissions, filed, idOf } = await loadFixture(anApplication);
      await expect(admissions.proveFalse(filed, CASE))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(filed), Phase.Open);
    });

    it("reverts with Admissions_WrongPhase the second time", async () => {
      const { admissions, filed, idOf } = await loadFixture(aFalseAdmission);
      await admissions.proveFalse(filed, CASE);
      await expect(admissions.proveFalse(filed, CASE))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(filed), Phase.False);
    });

    context("given a case that is no final ruling of that kind", () => {
      async function expectNotFinal({ admissions, filed, citizenId }: Awaited<ReturnType<typeof aFalseAdmission>>) {
        await expect(admissions.proveFalse(filed, CASE))
          .to.be.revertedWithCustomError(admissions, "Admissions_NotFinal")
          .withArgs(CASE, citizenId);
      }

      it("reverts with Admissions_NotFinal when it is against somebody else", async () => {
        const world = await loadFixture(aFalseAdmission);
        await world.tribunal.setGranted(CASE, 3, Ground.FalseDossier, world.other, 0);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal when it was not granted", async () => {
        const world = await loadFixture(aFalseAdmission);
        await world.tribunal.setOutcome(CASE, Outcome.Reopened);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal when the person died", async () => {
        const world = await loadFixture(aFalseAdmission);
        await world.tribunal.setGranted(CASE, world.citizenId, Ground.Deceased, world.other, 0);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal for an offence", async () => {
        const world = await loadFixture(aFalseAdmission);
        await world.tribunal.setGranted(CASE, world.citizenId, Ground.Offence, world.other, 0);
        await world.tribunal.addSanction(CASE, SanctionKind.Revoke);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal while the citizenship is held", async () => {
        const world = await loadFixture(aFalseAdmission);
        await world.citizenship.connect(world.justice).restore(world.citizenId, ZeroHash);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal while the citizen is suspended", async () => {
        const world = await loadFixture(aFalseAdmission);
        const { citizenship, justice, citizenId } = world;
        await citizenship.connect(justice).restore(citizenId, ZeroHash);
        await citizenship.connect(justice).suspend(citizenId, (await world.now()) + 10n * DAY, ZeroHash);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal where the nation has no tribunal", async () => {
        const world = await loadFixture(aFalseAdmission);
        await world.nation.appointInstitution(encodeBytes32String("tribunal"), ZeroAddress);
        await expectNotFinal(world);
      });

      it("reverts with Admissions_NotFinal in the last second in which the ruling can be reopened", async () => {
        const world = await loadFixture(aFalseAdmission);
        const until = (await world.now()) + 30n * DAY;
        await world.tribunal.setReopenableUntil(CASE, until);
        await time.setNextBlockTimestamp(until - 1n);
        await expectNotFinal(world);
      });
    });

    context("given a ruling that could be reopened", () => {
      it("is final when it cannot be reopened any more", async () => {
        const { admissions, tribunal, filed, viewOf, now } = await loadFixture(aFalseAdmission);
        const until = (await now()) + 30n * DAY;
        await tribunal.setReopenableUntil(CASE, until);
        await time.setNextBlockTimestamp(until);
        await admissions.proveFalse(filed, CASE);
        expect((await viewOf(filed)).phase).to.equal(Phase.False);
      });
    });
  });
});
