import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anUpkeep, POT } from "./world";

describe("Upkeep", () => {
  describe("returnRest()", () => {
    it("sends all that is here to the treasury, and tells it", async () => {
      const { upkeep, treasury } = await loadFixture(anUpkeep);
      const sent = upkeep.returnRest();
      await expect(sent).to.changeEtherBalances([upkeep, treasury], [-POT, POT]);
      await expect(sent).to.emit(upkeep, "RestReturned").withArgs(POT);
    });

    it("reverts with Upkeep_NothingLeft when nothing is here", async () => {
      const { upkeep } = await loadFixture(anUpkeep);
      await upkeep.returnRest();
      await expect(upkeep.returnRest()).to.be.revertedWithCustomError(upkeep, "Upkeep_NothingLeft");
    });

    it("reverts with AccessManagedUnauthorized for anybody but the government", async () => {
      const { upkeep, stranger } = await loadFixture(anUpkeep);
      await expect(upkeep.connect(stranger).returnRest())
        .to.be.revertedWithCustomError(upkeep, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });
});
