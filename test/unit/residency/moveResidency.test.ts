import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { nextAt, now } from "../../fixtures/citizenship";
import { aResident, CITIZEN, ENDLESS, takeover } from "./world";

describe("Residency", () => {
  describe("moveResidency()", () => {
    it("takes the residency along, and emits ResidencyMoved", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben } = world;
      await expect(residency.connect(ann).moveResidency(ben, ENDLESS, await takeover(world, ben)))
        .to.emit(residency, "ResidencyMoved")
        .withArgs(1n, ann.address, ben.address);
      expect(await residency.isPermitted(ben)).to.equal(true);
      expect(await residency.isPermitted(ann)).to.equal(false);
      expect(await residency.permitHolder(1)).to.equal(ben.address);
      expect(await residency.permitOf(ann)).to.equal(0n);
    });

    it("leaves the old account free to be another resident", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben, pay } = world;
      await residency.connect(ann).moveResidency(ben, ENDLESS, await takeover(world, ben));
      await pay(ann, 1);
      expect(await residency.permitOf(ann)).to.equal(2n);
    });

    it("reverts with Residency_SignatureInvalid without the new account's consent", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben } = world;
      const signature = await takeover(world, ann, { newAccount: ben.address });
      await expect(residency.connect(ann).moveResidency(ben, ENDLESS, signature))
        .to.be.revertedWithCustomError(residency, "Residency_SignatureInvalid")
        .withArgs(ben.address);
    });

    it("reverts with Residency_SignatureInvalid for another residency", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben } = world;
      const signature = await takeover(world, ben, { residentId: 2 });
      await expect(residency.connect(ann).moveResidency(ben, ENDLESS, signature))
        .to.be.revertedWithCustomError(residency, "Residency_SignatureInvalid")
        .withArgs(ben.address);
    });

    it("reverts with Residency_SignatureExpired after the deadline", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben } = world;
      const deadline = (await now()) + 10n;
      const signature = await takeover(world, ben, { deadline });
      await nextAt(deadline + 1n);
      await expect(residency.connect(ann).moveResidency(ben, deadline, signature))
        .to.be.revertedWithCustomError(residency, "Residency_SignatureExpired")
        .withArgs(deadline, deadline + 1n);
    });

    it("reverts with Residency_IsCitizen to a citizen", async () => {
      const world = await loadFixture(aResident);
      const { residency, citizenship, ann, ben } = world;
      await citizenship.setVoter(CITIZEN, ben, 1);
      await expect(residency.connect(ann).moveResidency(ben, ENDLESS, await takeover(world, ben)))
        .to.be.revertedWithCustomError(residency, "Residency_IsCitizen")
        .withArgs(ben.address, CITIZEN);
    });

    it("reverts with Residency_AlreadyResident to a resident", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben, pay } = world;
      await pay(ben, 1);
      await expect(residency.connect(ann).moveResidency(ben, ENDLESS, await takeover(world, ben)))
        .to.be.revertedWithCustomError(residency, "Residency_AlreadyResident")
        .withArgs(ben.address, 2n);
    });

    it("reverts with Residency_NotResident for a stranger", async () => {
      const world = await loadFixture(aResident);
      const { residency, ben, sponsor } = world;
      await expect(residency.connect(sponsor).moveResidency(ben, ENDLESS, await takeover(world, ben)))
        .to.be.revertedWithCustomError(residency, "Residency_NotResident")
        .withArgs(sponsor.address);
    });
  });
});
