import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { BUDGET, DAY, POT, anUpkeep } from "./world";

async function aForeignBudget() {
  const world = await anUpkeep();
  const token = await ethers.deployContract("PlainToken");
  await world.budget(token.target as string);
  return { ...world, token };
}

describe("Upkeep", () => {
  describe("collect()", () => {
    it("draws all that the budget has now, whoever calls", async () => {
      const { upkeep, treasury, stranger } = await loadFixture(anUpkeep);
      await expect(upkeep.connect(stranger).collect(1)).to.changeEtherBalances([upkeep, treasury], [BUDGET, -BUDGET]);
    });

    it("tells from whom it came, and what is here", async () => {
      const { upkeep, treasury } = await loadFixture(anUpkeep);
      await expect(upkeep.collect(1))
        .to.emit(upkeep, "Received")
        .withArgs(treasury, BUDGET, POT + BUDGET);
    });

    it("draws it again in the next period", async () => {
      const { upkeep, treasury } = await loadFixture(anUpkeep);
      await upkeep.collect(1);
      await time.increase(31n * DAY);
      await expect(upkeep.collect(1)).to.changeEtherBalances([upkeep, treasury], [BUDGET, -BUDGET]);
    });

    it("reverts with Upkeep_NothingToCollect until the next period", async () => {
      const { upkeep } = await loadFixture(anUpkeep);
      await upkeep.collect(1);
      await expect(upkeep.collect(1)).to.be.revertedWithCustomError(upkeep, "Upkeep_NothingToCollect").withArgs(1);
    });

    it("reverts with Upkeep_ForeignBudget for a budget of another asset", async () => {
      const { upkeep, token } = await loadFixture(aForeignBudget);
      await expect(upkeep.collect(2)).to.be.revertedWithCustomError(upkeep, "Upkeep_ForeignBudget").withArgs(2, token);
    });

    it("reverts with Treasury_UnknownBudget where there is none", async () => {
      const { upkeep, treasury } = await loadFixture(anUpkeep);
      await expect(upkeep.collect(2)).to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget").withArgs(2, 1);
    });
  });
});
