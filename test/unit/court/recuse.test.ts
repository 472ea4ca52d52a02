import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCourt } from "../../fixtures/court";

describe("Court", () => {
  describe("recuse()", () => {
    it("excuses the caller", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [4] });
      await expect(court.connect(citizen(7)).recuse(id))
        .to.emit(court, "CitizenExcused")
        .withArgs(id, 7);
      expect((await court.caseView(id)).excused).to.deep.equal([4n, 7n]);
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

    it("reverts with Court_ExcusesFull when eight citizens are excused", async () => {
      const { court, open, citizen } = await loadFixture(aCourt);
      const { id } = await open({ excused: [1, 2, 3, 4, 5, 6, 7, 8] });
      await expect(court.connect(citizen(9)).recuse(id))
        .to.be.revertedWithCustomError(court, "Court_ExcusesFull")
        .withArgs(id, 8);
    });
  });
});
