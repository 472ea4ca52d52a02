import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTreasury, CAP, COIN } from "../../fixtures/treasury";

describe("Treasury", () => {
  describe("availableOf()", () => {
    it("returns the ceiling at first", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      expect(await treasury.availableOf(await open())).to.equal(10n * COIN);
    });

    it("returns at most what can leave the treasury", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      expect(await treasury.availableOf(await open({ ceiling: CAP + 1n }))).to.equal(CAP);
    });

    it("returns 0 after the end", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.closeBudget(id);
      expect(await treasury.availableOf(id)).to.equal(0n);
    });

    it("reverts with Treasury_UnknownBudget for an unknown budget", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.availableOf(0))
        .to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget")
        .withArgs(0, 0);
    });
  });

  describe("budget()", () => {
    it("reverts with Treasury_UnknownBudget for an unknown budget", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.budget(1)).to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget").withArgs(1, 0);
    });
  });
});
