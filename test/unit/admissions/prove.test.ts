import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { AbiCoder, ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import { anApplication, DAY, Phase, REASONS, UNIQUENESS } from "../../fixtures/admissions";

const dataOf = (level: number, uniqueness = UNIQUENESS) =>
  AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [uniqueness, level]);

/** An application of somebody who has a proof that the government accepts: the first level stands for one validator. */
async function aProof() {
  const world = await anApplication();
  const proof = await ethers.deployContract("PersonhoodProofStub");
  await world.admissions.acceptProof(proof);
  await world.set("secondLevel", 2);
  return { ...world, proof };
}

describe("Admissions", () => {
  describe("prove()", () => {
    it("says which level was shown", async () => {
      const { admissions, filed, idOf, proof } = await loadFixture(aProof);
      await expect(admissions.prove(filed, proof, dataOf(1)))
        .to.emit(admissions, "ApplicationProven")
        .withArgs(await idOf(filed), proof, 1);
    });

    it("keeps the level with the application", async () => {
      const { admissions, filed, viewOf, proof } = await loadFixture(aProof);
      await admissions.prove(filed, proof, dataOf(1));
      const { phase, level } = await viewOf(filed);
      expect([phase, level]).to.deep.equal([Phase.Open, 1n]);
    });

    it("stands for one validator with the first level", async () => {
      const { admissions, citizenship, filed, proof, citizen, applicant } = await loadFixture(aProof);
      await admissions.prove(filed, proof, dataOf(1));
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      await admissions.admit(filed, 0, "0x");
      expect(await citizenship.citizenOf(applicant)).not.to.equal(0);
    });

    it("stands for two with the second level, so that nobody has to attest", async () => {
      const { admissions, citizenship, filed, proof, applicant } = await loadFixture(aProof);
      await admissions.prove(filed, proof, dataOf(2));
      await admissions.admit(filed, 0, "0x");
      expect(await citizenship.citizenOf(applicant)).not.to.equal(0);
    });

    it("gives 90 days to be admitted if it was the last thing needed", async () => {
      const { admissions, filed, proof, viewOf, citizen, now } = await loadFixture(aProof);
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      await admissions.prove(filed, proof, dataOf(1));
      expect((await viewOf(filed)).deadline).to.equal((await now()) + 90n * DAY);
    });

    it("stands for nobody once the provisions say so", async () => {
      const { admissions, filed, idOf, proof, citizen, set } = await loadFixture(aProof);
      await admissions.prove(filed, proof, dataOf(1));
      await admissions.connect(citizen(1)).attest(await admissions.idOf(filed));
      await set("firstLevel", 0);
      await expect(admissions.admit(filed, 0, "0x"))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooFewAttestations")
        .withArgs(await idOf(filed), 1, 2);
    });

    it("takes a higher level after a lower one", async () => {
      const { admissions, filed, viewOf, proof } = await loadFixture(aProof);
      for (const level of [1, 2]) await admissions.prove(filed, proof, dataOf(level));
      expect((await viewOf(filed)).level).to.equal(2);
    });

    it("keeps what changed while the proof was verified", async () => {
      const { admissions, filed, viewOf, proof, attestations, idOf } = await loadFixture(aProof);
      const signed = await attestations(filed, [1, 2]);
      const data = admissions.interface.encodeFunctionData("attestSigned", [await idOf(filed), signed]);
      await proof.callFirst(admissions, data);
      await admissions.prove(filed, proof, dataOf(1));
      expect((await viewOf(filed)).validatorIds).to.deep.equal([1n, 2n]);
    });

    for (const [title, level] of [
      ["the same level again", 1],
      ["a level that there is not", 3],
    ] as const) {
      it(`reverts with Admissions_LevelNotHigher for ${title}`, async () => {
        const { admissions, filed, idOf, proof } = await loadFixture(aProof);
        await admissions.prove(filed, proof, dataOf(1));
        await expect(admissions.prove(filed, proof, dataOf(level)))
          .to.be.revertedWithCustomError(admissions, "Admissions_LevelNotHigher")
          .withArgs(await idOf(filed), level, 1, 2);
      });
    }

    it("reverts with Admissions_OtherPerson for another nullifier", async () => {
      const { admissions, filed, proof } = await loadFixture(aProof);
      await expect(admissions.prove(filed, proof, dataOf(1, REASONS)))
        .to.be.revertedWithCustomError(admissions, "Admissions_OtherPerson")
        .withArgs(REASONS, UNIQUENESS);
    });

    it("reverts with Admissions_TooLate at the deadline", async () => {
      const { admissions, filed, idOf, viewOf, proof } = await loadFixture(aProof);
      const { deadline } = await viewOf(filed);
      await time.setNextBlockTimestamp(deadline);
      await expect(admissions.prove(filed, proof, dataOf(1)))
        .to.be.revertedWithCustomError(admissions, "Admissions_TooLate")
        .withArgs(await idOf(filed), deadline);
    });

    it("reverts with Admissions_ProofNotAccepted for an adapter that the government does not accept", async () => {
      const { admissions, filed } = await loadFixture(aProof);
      await expect(admissions.prove(filed, ZeroAddress, dataOf(1)))
        .to.be.revertedWithCustomError(admissions, "Admissions_ProofNotAccepted")
        .withArgs(ZeroAddress);
    });
  });

  describe("acceptProof()", () => {
    it("says so", async () => {
      const { admissions, other } = await loadFixture(anApplication);
      await expect(admissions.acceptProof(other)).to.emit(admissions, "ProofAccepted").withArgs(other);
      expect(await admissions.isProofAccepted(other)).to.equal(true);
    });

    it("reverts with AccessManagedUnauthorized for anyone but the government", async () => {
      const { admissions, other } = await loadFixture(anApplication);
      await expect(admissions.connect(other).acceptProof(other))
        .to.be.revertedWithCustomError(admissions, "AccessManagedUnauthorized")
        .withArgs(other);
    });
  });

  describe("rejectProof()", () => {
    it("says so", async () => {
      const { admissions, proof } = await loadFixture(aProof);
      await expect(admissions.rejectProof(proof)).to.emit(admissions, "ProofRejected").withArgs(proof);
      expect(await admissions.isProofAccepted(proof)).to.equal(false);
    });

    it("reverts with AccessManagedUnauthorized for anyone but the government", async () => {
      const { admissions, other, proof } = await loadFixture(aProof);
      await expect(admissions.connect(other).rejectProof(proof))
        .to.be.revertedWithCustomError(admissions, "AccessManagedUnauthorized")
        .withArgs(other);
    });
  });
});
