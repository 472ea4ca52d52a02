import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTreasury } from "../../fixtures/treasury";

describe("Treasury", () => {
  describe("closeBudget()", () => {
    it("reverts with Treasury_BudgetEnded when the closed budget is spent", async () => {
      const { treasury, citizen, supplier, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.closeBudget(id);
      const closedAt = await time.latest();
      await expect(treasury.connect(citizen).spend(id, supplier, 4n, "Stones"))
        .to.be.revertedWithCustomError(treasury, "Treasury_BudgetEnded")
        .withArgs(id, closedAt);
    });

    it("emits BudgetClosed with the old end", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open();
      const { until } = await treasury.budget(id);
      await expect(treasury.closeBudget(id)).to.emit(treasury, "BudgetClosed").withArgs(id, until);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { treasury, citizen, open } = await loadFixture(aTreasury);
      const id = await open();
      await expect(treasury.connect(citizen).closeBudget(id))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(citizen);
    });

    it("reverts with Treasury_UnknownBudget for an unknown budget", async () => {
      const { treasury } = await loadFixture(aTreasury);
      await expect(treasury.closeBudget(1))
        .to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget")
        .withArgs(1, 0);
    });

    it("reverts with Treasury_BudgetEnded the second time", async () => {
      const { treasury, open } = await loadFixture(aTreasury);
      const id = await open();
      await treasury.closeBudget(id);
      const closedAt = await time.latest();
      await expect(treasury.closeBudget(id))
        .to.be.revertedWithCustomError(treasury, "Treasury_BudgetEnded")
        .withArgs(id, closedAt);
    });
  });
});
