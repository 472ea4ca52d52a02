import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anUpkeep, STEPS } from "./world";

async function aFunction() {
  const world = await anUpkeep();
  return { ...world, selector: world.steps.interface.getFunction("take").selector };
}

describe("Upkeep", () => {
  describe("setKept()", () => {
    it("takes a function off the list", async () => {
      const { upkeep, perform, take, selector } = await loadFixture(aFunction);
      await expect(upkeep.setKept(STEPS, selector, false))
        .to.emit(upkeep, "KeptSet")
        .withArgs(STEPS, selector, false);
      expect(await upkeep.isKept(STEPS, selector)).to.equal(false);
      await expect(perform([take(1)])).to.be.revertedWithCustomError(upkeep, "Upkeep_NotKept");
    });

    it("lists a function", async () => {
      const { upkeep, selector } = await loadFixture(aFunction);
      await upkeep.setKept(STEPS, selector, false);
      await upkeep.setKept(STEPS, selector, true);
      expect(await upkeep.isKept(STEPS, selector)).to.equal(true);
    });

    it("reverts with Upkeep_ListedSo when nothing would change", async () => {
      const { upkeep, selector } = await loadFixture(aFunction);
      await expect(upkeep.setKept(STEPS, selector, true))
        .to.be.revertedWithCustomError(upkeep, "Upkeep_ListedSo")
        .withArgs(STEPS, selector, true);
    });

    it("reverts with AccessManagedUnauthorized for anybody but the government", async () => {
      const { upkeep, stranger, selector } = await loadFixture(aFunction);
      await expect(upkeep.connect(stranger).setKept(STEPS, selector, false))
        .to.be.revertedWithCustomError(upkeep, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });
});
