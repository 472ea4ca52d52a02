import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import {
  anApplication,
  anAttestedApplication,
  BOND,
  COOL_OFF,
  FEE,
  Phase,
  REASONS,
  VALIDATOR_BOND,
} from "../../fixtures/admissions";

async function aRefusal() {
  const world = await anApplication();
  await world.admissions.connect(world.citizen(1)).refuse(world.filed, REASONS);
  return world;
}

describe("Admissions", () => {
  describe("refuse()", () => {
    it("says who refused, and why", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(anApplication);
      await expect(admissions.connect(citizen(1)).refuse(filed, REASONS))
        .to.emit(admissions, "ApplicationRefused")
        .withArgs(await idOf(filed), 1, REASONS);
    });

    it("leaves the application open while refusals are missing", async () => {
      const { filed, viewOf } = await loadFixture(aRefusal);
      const { phase, refusedBy } = await viewOf(filed);
      expect([phase, refusedBy]).to.deep.equal([Phase.Open, 1n]);
    });

    it("takes as many refusals as attestations are needed", async () => {
      const { admissions, citizen, filed, idOf, now } = await loadFixture(aRefusal);
      const at = (await now()) + 100n;
      await time.setNextBlockTimestamp(at);
      await expect(admissions.connect(citizen(2)).refuse(filed, REASONS))
        .to.emit(admissions, "ApplicationRejected")
        .withArgs(await idOf(filed), at + COOL_OFF);
    });

    it("lets the applicant wait for the cool-off", async () => {
      const { admissions, citizen, filed, applicant, now } = await loadFixture(aRefusal);
      await admissions.connect(citizen(2)).refuse(filed, REASONS);
      expect(await admissions.coolOffEndsAt(applicant)).to.equal((await now()) + COOL_OFF);
    });

    it("owes the bond to the payer, and the fee to the treasury", async () => {
      const { admissions, citizen, filed, applicant, treasury } = await loadFixture(aRefusal);
      await admissions.connect(citizen(2)).refuse(filed, REASONS);
      expect(await admissions.owedTo(ZeroAddress, applicant)).to.equal(BOND);
      expect(await admissions.owedTo(ZeroAddress, treasury)).to.equal(FEE);
    });

    it("closes the attestations of who attested", async () => {
      const { admissions, citizen, filed } = await loadFixture(anAttestedApplication);
      for (const validator of [3, 4]) await admissions.connect(citizen(validator)).refuse(filed, REASONS);
      expect((await admissions.validatorOf(2)).openAttestations).to.equal(0);
    });

    it("opens no attestation of who refuses", async () => {
      const { admissions } = await loadFixture(aRefusal);
      expect((await admissions.validatorOf(1)).openAttestations).to.equal(0);
    });

    it("reverts with Admissions_AlreadyDecided the second time", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(aRefusal);
      await expect(admissions.connect(citizen(1)).refuse(filed, REASONS))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyDecided")
        .withArgs(await idOf(filed), 1);
    });

    it("reverts with Admissions_AlreadyDecided for who attested", async () => {
      const { admissions, citizen, filed, idOf } = await loadFixture(anAttestedApplication);
      await expect(admissions.connect(citizen(1)).refuse(filed, REASONS))
        .to.be.revertedWithCustomError(admissions, "Admissions_AlreadyDecided")
        .withArgs(await idOf(filed), 1);
    });

    it("reverts with Admissions_NotValidator for a stranger", async () => {
      const { admissions, other, filed } = await loadFixture(anApplication);
      await expect(admissions.connect(other).refuse(filed, REASONS))
        .to.be.revertedWithCustomError(admissions, "Admissions_NotValidator")
        .withArgs(0, 0, 0);
    });

    it("reverts with Admissions_BondMissing without the bond", async () => {
      const { admissions, citizen, filed } = await loadFixture(anApplication);
      await admissions.accredit(6);
      await expect(admissions.connect(citizen(6)).refuse(filed, REASONS))
        .to.be.revertedWithCustomError(admissions, "Admissions_BondMissing")
        .withArgs(6, 0, VALIDATOR_BOND);
    });

    it("reverts with Admissions_TooLate at the deadline", async () => {
      const { admissions, citizen, filed, idOf, viewOf } = await loadFixture(anApplication);
      const { deadline } = await viewOf(filed);
      await time.setNextBlockTimestamp(deadline);
      await expect(admissions.connect(citizen(1)).refuse(filed, REASONS))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooLate")
        .withArgs(await idOf(filed), deadline);
    });
  });
});
