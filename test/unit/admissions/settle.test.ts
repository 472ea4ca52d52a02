import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import { anAdmission, BOND, COST, FEE, LIABILITY, Phase, validators } from "../../fixtures/admissions";
import { Ground } from "../../fixtures/tribunal";

async function anAwakeCitizen() {
  const world = await anAdmission();
  const { wakesAt } = await world.citizenship.citizen(world.citizenId);
  await time.increaseTo(wakesAt);
  return { ...world, wakesAt };
}

/** The same of somebody for whom a sponsor paid. */
async function aSponsoredCitizen() {
  const world = await validators();
  const { admissions, citizenship, applicant, sponsor, application, attestations, sign } = world;
  const filed = await application({ payer: sponsor });
  const deadline = (await world.now()) + 1000n;
  const signature = await sign(applicant, "Consent", { application: filed, deadline });
  await admissions.connect(sponsor).sponsor(filed, deadline, signature, { value: COST });
  await citizenship.connect(applicant).requestAdmission(ZeroHash);
  await admissions.attestSigned(await admissions.idOf(filed), await attestations(filed, [1, 2]));
  await admissions.admit(filed, 0, "0x");
  const citizenId = await citizenship.lastCitizenId();
  await time.increaseTo((await citizenship.citizen(citizenId)).wakesAt);
  return { ...world, filed, citizenId };
}

describe("Admissions", () => {
  describe("settle()", () => {
    it("says whose admission is settled", async () => {
      const { admissions, filed, idOf, citizenId } = await loadFixture(anAwakeCitizen);
      await expect(admissions.settle(filed))
        .to.emit(admissions, "AdmissionSettled")
        .withArgs(await idOf(filed), citizenId);
    });

    it("owes the bond to the citizen, and the fee to the treasury", async () => {
      const { admissions, filed, citizenId, treasury } = await loadFixture(anAwakeCitizen);
      await admissions.settle(filed);
      expect(await admissions.owedToCitizen(ZeroAddress, citizenId)).to.equal(BOND);
      expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(FEE);
    });

    it("owes the bond to a sponsor who paid it", async () => {
      const { admissions, filed, sponsor } = await loadFixture(aSponsoredCitizen);
      await admissions.settle(filed);
      expect(await admissions.owedTo(ZeroAddress, sponsor)).to.equal(BOND);
    });

    it("closes the validators' attestations", async () => {
      const { admissions, filed, viewOf } = await loadFixture(anAwakeCitizen);
      await admissions.settle(filed);
      expect((await admissions.validatorOf(1)).openAttestations).to.equal(0);
      expect((await viewOf(filed)).phase).to.equal(Phase.Settled);
    });

    it("reverts with Admissions_BondHeld a second before the vote wakes", async () => {
      const { admissions, citizenship, filed, idOf, citizenId } = await loadFixture(anAdmission);
      await time.setNextBlockTimestamp((await citizenship.citizen(citizenId)).wakesAt - 1n);
      await expect(admissions.settle(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
        .withArgs(await idOf(filed), citizenId, 0);
    });

    for (const ground of ["FalseDossier", "DuplicatePerson"] as const) {
      it(`reverts with Admissions_BondHeld while a challenge of the ground ${ground} waits`, async () => {
        const { admissions, tribunal, filed, idOf, citizenId } = await loadFixture(anAwakeCitizen);
        await tribunal.setPending(citizenId, Ground[ground], 9);
        await expect(admissions.settle(filed))
          .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
          .withArgs(await idOf(filed), citizenId, 9);
      });
    }

    it("settles where the nation has no tribunal", async () => {
      const { admissions, nation, filed, viewOf } = await loadFixture(anAwakeCitizen);
      await nation.appointInstitution(encodeBytes32String("tribunal"), ZeroAddress);
      await admissions.settle(filed);
      expect((await viewOf(filed)).phase).to.equal(Phase.Settled);
    });

    it("settles at once for who renounced", async () => {
      const { admissions, citizenship, applicant, filed, viewOf } = await loadFixture(anAdmission);
      await citizenship.connect(applicant).renounce();
      await admissions.settle(filed);
      expect((await viewOf(filed)).phase).to.equal(Phase.Settled);
    });

    it("owes the bond of who renounced to the account that held the citizenship last", async () => {
      const { admissions, citizenship, applicant, filed, citizenId } = await loadFixture(anAdmission);
      await citizenship.connect(applicant).renounce();
      await admissions.settle(filed);
      await expect(admissions.claimForCitizen(ZeroAddress, citizenId)).to.changeEtherBalance(applicant, BOND);
    });

    it("reverts with Admissions_BondHeld for who was revoked, a second before the liability ends", async () => {
      const { admissions, citizenship, justice, filed, idOf, citizenId } = await loadFixture(anAwakeCitizen);
      await citizenship.connect(justice).revoke(citizenId, ZeroHash);
      await time.setNextBlockTimestamp((await citizenship.citizen(citizenId)).since + LIABILITY - 1n);
      await expect(admissions.settle(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_BondHeld")
        .withArgs(await idOf(filed), citizenId, 0);
    });

    it("settles for who was revoked for other reasons when the liability ends", async () => {
      const { admissions, citizenship, justice, filed, viewOf, citizenId } = await loadFixture(anAwakeCitizen);
      await citizenship.connect(justice).revoke(citizenId, ZeroHash);
      await time.setNextBlockTimestamp((await citizenship.citizen(citizenId)).since + LIABILITY);
      await admissions.settle(filed);
      expect((await viewOf(filed)).phase).to.equal(Phase.Settled);
    });

    it("reverts with Admissions_WrongPhase the second time", async () => {
      const { admissions, filed, idOf } = await loadFixture(anAwakeCitizen);
      await admissions.settle(filed);
      await expect(admissions.settle(filed))
        .to.be.revertedWithCustomError(admissions, "Admissions_WrongPhase")
        .withArgs(await idOf(filed), Phase.Settled);
    });
  });
});
