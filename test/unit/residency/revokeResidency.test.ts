import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DAY, nextAt, waitUntil } from "../../fixtures/citizenship";
import { aResident, ENDLESS, PRICE, REASONS, takeover, TERM } from "./world";

describe("Residency", () => {
  describe("revokeResidency()", () => {
    it("ends the residency, owes back what has not begun, and emits ResidencyRevoked", async () => {
      const { residency, ann, since } = await loadFixture(aResident);
      const at = since + TERM + DAY;
      await nextAt(at);
      await expect(residency.revokeResidency(1, at + DAY, REASONS))
        .to.emit(residency, "ResidencyRevoked")
        .withArgs(1n, at + DAY, 10n * PRICE, REASONS);
      expect(await residency.isPermitted(ann)).to.equal(false);
      expect(await residency.permitUntil(1)).to.equal(at);
      expect(await residency.owedTo(ethers.ZeroAddress, ann)).to.equal(10n * PRICE);
    });

    it("keeps the account out until the moment named, and no longer", async () => {
      const { residency, ann, pay, since } = await loadFixture(aResident);
      const until = since + 10n * DAY;
      await residency.revokeResidency(1, until, REASONS);
      await nextAt(until - 1n);
      await expect(pay(ann, 1))
        .to.be.revertedWithCustomError(residency, "Residency_Barred")
        .withArgs(ann.address, until);
      await waitUntil(until);
      await pay(ann, 1);
      expect(await residency.isPermitted(ann)).to.equal(true);
    });

    it("keeps the resident from moving, which would leave the bar with the other account", async () => {
      const world = await loadFixture(aResident);
      const { residency, ann, ben } = world;
      await residency.revokeResidency(1, ENDLESS, REASONS);
      await expect(residency.connect(ann).moveResidency(ben, ENDLESS, await takeover(world, ben)))
        .to.be.revertedWithCustomError(residency, "Residency_NotResident")
        .withArgs(ann.address);
    });

    it("keeps nobody out who is not barred", async () => {
      const { residency, ann, pay } = await loadFixture(aResident);
      await residency.revokeResidency(1, 0, REASONS);
      await pay(ann, 1);
      expect(await residency.isPermitted(ann)).to.equal(true);
    });

    it("leaves the end of a residency that is over", async () => {
      const { residency, since } = await loadFixture(aResident);
      await waitUntil(since + 13n * TERM);
      await residency.revokeResidency(1, 0, REASONS);
      expect(await residency.permitUntil(1)).to.equal(since + 12n * TERM);
    });

    it("takes 2,048 bytes of reasons, and reverts with Residency_ReasonsTooLong beyond", async () => {
      const { residency } = await loadFixture(aResident);
      await residency.revokeResidency(1, 0, "x".repeat(2048));
      await expect(residency.revokeResidency(1, 0, "x".repeat(2049)))
        .to.be.revertedWithCustomError(residency, "Residency_ReasonsTooLong")
        .withArgs(2049n, 2048n);
    });

    it("reverts with Residency_UnknownResident", async () => {
      const { residency } = await loadFixture(aResident);
      await expect(residency.revokeResidency(2, 0, REASONS))
        .to.be.revertedWithCustomError(residency, "Residency_UnknownResident")
        .withArgs(2n);
    });

    it("reverts with AccessManagedUnauthorized for everybody but the government", async () => {
      const { residency, ann } = await loadFixture(aResident);
      await expect(residency.connect(ann).revokeResidency(1, 0, REASONS))
        .to.be.revertedWithCustomError(residency, "AccessManagedUnauthorized")
        .withArgs(ann.address);
    });
  });
});
