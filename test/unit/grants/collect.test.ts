import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aNation, DAY, POT } from "./world";

async function aForeignBudget() {
  const world = await aNation();
  await world.budget(ethers.ZeroAddress);
  return world;
}

describe("Grants", () => {
  describe("collect()", () => {
    it("draws all that the budget has now, whoever calls", async () => {
      const { grants, coin, treasury, stranger } = await loadFixture(aNation);
      await expect(grants.connect(stranger).collect(1)).to.changeTokenBalances(coin, [grants, treasury], [POT, -POT]);
      expect(await grants.collected()).to.equal(POT);
    });

    it("tells from whom, and what the next round has", async () => {
      const { grants, treasury } = await loadFixture(aNation);
      await expect(grants.collect(1)).to.emit(grants, "PotGrown").withArgs(treasury, POT, POT);
    });

    it("adds what the next period gives", async () => {
      const { grants, treasury } = await loadFixture(aNation);
      await grants.collect(1);
      await time.increase(31n * DAY);
      const more = await treasury.availableOf(1);
      await grants.collect(1);
      expect(await grants.collected()).to.equal(POT + more);
    });

    it("reverts with Grants_NothingToCollect until the next period", async () => {
      const { grants } = await loadFixture(aNation);
      await grants.collect(1);
      await expect(grants.collect(1)).to.be.revertedWithCustomError(grants, "Grants_NothingToCollect").withArgs(1);
    });

    it("reverts with Grants_ForeignBudget for one of another asset", async () => {
      const { grants } = await loadFixture(aForeignBudget);
      await expect(grants.collect(2))
        .to.be.revertedWithCustomError(grants, "Grants_ForeignBudget")
        .withArgs(2, ethers.ZeroAddress);
    });

    it("reverts with Treasury_UnknownBudget for one that there is none of", async () => {
      const { grants, treasury } = await loadFixture(aNation);
      await expect(grants.collect(2)).to.be.revertedWithCustomError(treasury, "Treasury_UnknownBudget").withArgs(2, 1);
    });
  });
});
