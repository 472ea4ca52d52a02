import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anAdmission } from "../../fixtures/admissions";

const CASE = 9n;

/** An admission that two validators attested to, when its waiting period is over, and the ledger of that nation. */
async function anAwakeCitizen() {
  const world = await anAdmission();
  const { authority, nationContract, citizenship, citizenId } = world;
  const merit = await ethers.deployContract("Merit", [
    authority,
    nationContract,
    citizenship,
    [
      { value: 365, min: 90, max: 3650 },
      { value: 10, min: 1, max: 100 },
    ],
  ]);
  await time.increaseTo((await citizenship.citizen(citizenId)).wakesAt);
  return { ...world, merit, applicationId: await world.idOf(world.filed) };
}

/** The same when it is settled. */
async function aSettledAdmission() {
  const world = await anAwakeCitizen();
  await world.admissions.settle(world.filed);
  return world;
}

describe("Merit", () => {
  describe("recordAttestations(), of a nation's own admissions", () => {
    it("gives both validators a point once the admission is settled", async () => {
      const { merit, applicationId } = await loadFixture(aSettledAdmission);
      await merit.recordAttestations([applicationId]);
      const found = [1, 2, 3].map(async (one) => (await merit.recordOf(one)).attestations);
      expect(await Promise.all(found)).to.deep.equal([1n, 1n, 0n]);
    });

    it("gives none before", async () => {
      const { merit, applicationId } = await loadFixture(anAwakeCitizen);
      await expect(merit.recordAttestations([applicationId]))
        .to.be.revertedWithCustomError(merit, "Merit_NotSettled")
        .withArgs(applicationId);
    });

    it("gives none to a validator whom the government dismissed", async () => {
      const { merit, applicationId, admissions } = await loadFixture(aSettledAdmission);
      await admissions.dismiss(1);
      await merit.recordAttestations([applicationId]);
      expect(await merit.recordedValidators(applicationId)).to.equal(0b10);
    });

    it("takes the points back when a ruling shows the admission to be false", async () => {
      const { merit, applicationId, admissions, filed, foundFalse, citizenId } = await loadFixture(aSettledAdmission);
      await merit.recordAttestations([applicationId]);
      await foundFalse(citizenId, CASE);
      await admissions.proveFalse(filed, CASE);
      await merit.recordAttestations([applicationId]);
      expect(await merit.meritOf(1)).to.equal(0);
    });
  });
});
