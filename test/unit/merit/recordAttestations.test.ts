import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { Phase } from "../../fixtures/admissions";
import { aMerit, APPLICATION, CITIZENS, DAY, key } from "./world";

/** The points of validators 2 and 3 are recorded, and the admission was false. */
async function aFalseAdmission() {
  const world = await aMerit();
  await world.settle(2, 3, 4);
  await world.witness.setDisowned(4, true);
  await world.merit.recordAttestations([APPLICATION]);
  await time.increase(400n * DAY);
  await world.witness.setApplication(APPLICATION, Phase.False, CITIZENS, [2, 3, 4]);
  return world;
}

describe("Merit", () => {
  describe("recordAttestations()", () => {
    it("gives each validator a point, dated when the applicant became a citizen", async () => {
      const { merit, witness, citizenship, settle } = await loadFixture(aMerit);
      await settle(2, 3);
      const { since } = await citizenship.citizen(CITIZENS);
      expect(await merit.recordAttestations.staticCall([APPLICATION])).to.equal(2);
      await expect(merit.recordAttestations([APPLICATION]))
        .to.emit(merit, "PointsEarned")
        .withArgs(3, key("attestation"), APPLICATION, witness, 1, since);
    });

    it("adds it to the points for attestations", async () => {
      const { merit, settle } = await loadFixture(aMerit);
      await settle(2);
      await merit.recordAttestations([APPLICATION]);
      expect((await merit.recordOf(2)).attestations).to.equal(1);
    });

    it("skips who has the point, and goes on", async () => {
      const { merit, witness, settle } = await loadFixture(aMerit);
      await settle(2);
      await merit.recordAttestations([APPLICATION]);
      const other = id("another");
      await witness.setApplication(other, Phase.Settled, CITIZENS, [2]);
      expect(await merit.recordAttestations.staticCall([APPLICATION, other])).to.equal(1);
    });

    it("skips a validator who is disowned", async () => {
      const { merit, witness, settle } = await loadFixture(aMerit);
      await settle(2, 3);
      await witness.setDisowned(2, true);
      await merit.recordAttestations([APPLICATION]);
      expect([await merit.meritOf(2), await merit.recordedValidators(APPLICATION)]).to.deep.equal([0n, 0b10n]);
    });

    it("reverts with Merit_NotSettled while the bond is held", async () => {
      const { merit, witness } = await loadFixture(aMerit);
      await witness.setApplication(APPLICATION, Phase.Admitted, CITIZENS, [2]);
      await expect(merit.recordAttestations([APPLICATION]))
        .to.be.revertedWithCustomError(merit, "Merit_NotSettled")
        .withArgs(APPLICATION);
    });

    it("reverts with Merit_NoInstitution in a nation without admissions", async () => {
      const { merit, witness } = await loadFixture(aMerit);
      await witness.appoint(key("admissions"), ZeroAddress);
      await expect(merit.recordAttestations([]))
        .to.be.revertedWithCustomError(merit, "Merit_NoInstitution")
        .withArgs(key("admissions"));
    });

    context("given the admission was false", () => {
      it("takes back the points that were given", async () => {
        const { merit, witness, citizenship } = await loadFixture(aFalseAdmission);
        const { since } = await citizenship.citizen(CITIZENS);
        await expect(merit.recordAttestations([APPLICATION]))
          .to.emit(merit, "PointsTakenBack")
          .withArgs(2, key("attestation"), APPLICATION, witness, 1, since);
      });

      it("leaves nothing of them", async () => {
        const { merit } = await loadFixture(aFalseAdmission);
        await merit.recordAttestations([APPLICATION]);
        const { sum, attestations } = await merit.recordOf(3);
        expect([sum, attestations]).to.deep.equal([0n, 0n]);
      });

      it("leaves what the validator has of others", async () => {
        const { merit, witness } = await loadFixture(aFalseAdmission);
        const other = id("another");
        await witness.setApplication(other, Phase.Settled, CITIZENS, [2]);
        await merit.recordAttestations([other]);
        const before = await merit.meritOf(2);
        await merit.recordAttestations([APPLICATION]);
        expect(await merit.meritOf(2)).to.be.closeTo(before / 2n, before / 1_000_000n);
        expect((await merit.recordOf(2)).attestations).to.equal(1);
      });

      it("takes nothing from who got nothing", async () => {
        const { merit } = await loadFixture(aFalseAdmission);
        const { logs } = (await (await merit.recordAttestations([APPLICATION])).wait())!;
        expect(logs).to.have.lengthOf(2);
      });

      it("takes nothing the second time", async () => {
        const { merit } = await loadFixture(aFalseAdmission);
        await merit.recordAttestations([APPLICATION]);
        await expect(merit.recordAttestations([APPLICATION])).to.not.emit(merit, "PointsTakenBack");
      });
    });
  });
});
