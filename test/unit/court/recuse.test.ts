import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";

describe("Court", () => {
  describe("recuse()", () => {
    it("excuses the caller", async () => {
      const { court, open, citizen, roll } = await loadFixture(aCourt);
      const { id } = await open({ excused: [4] });
      await expect(court.connect(citizen(7)).recuse(id))
        .to.emit(court, "CitizenExcused")
        .withArgs(id, 7);
      expect(await roll.isRecused(id, 7)).to.equal(true);
    });

    it("reverts with Court_NotActiveCitizen when the caller is not a citizen", async () => {
      const { court, open, stranger } = await loadFixture(aCourt);
      const { id } = await open();
      await expect(court.connect(stranger).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_NotActiveCitizen")
        .withArgs(stranger);
    });

    it("reverts with Court_Excused when the caller is excused already", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [3, 4] });
      await expect(court.connect(citizen(4)).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_Excused")
        .withArgs(id, 4);
    });

    it("reverts with Court_Excused when the caller stepped aside already", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open();
      await court.connect(citizen(4)).recuse(id);
      await expect(court.connect(citizen(4)).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_Excused")
        .withArgs(id, 4);
    });

    it("takes no place that another needs", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [1, 2, 3, 4, 5, 6, 7] });
      for (const other of [8, 9, 10, 11]) await court.connect(citizen(other)).recuse(id);
      await expect(court.connect(citizen(12)).recuse(id))
        .to.emit(court, "CitizenExcused")
        .withArgs(id, 12);
    });
  });
});
