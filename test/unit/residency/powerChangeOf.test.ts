import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aResidency, REASONS } from "./world";

describe("Residency", () => {
  describe("powerChangeOf()", () => {
    it("takes power back where a residency is revoked", async () => {
      const { residency } = await loadFixture(aResidency);
      const data = residency.interface.encodeFunctionData("revokeResidency", [1, 0, REASONS]);
      expect(await residency.powerChangeOf(data)).to.equal(1n);
    });

    it("says nothing of another call", async () => {
      const { residency } = await loadFixture(aResidency);
      expect(await residency.powerChangeOf("0x12345678")).to.equal(0n);
    });
  });
});
