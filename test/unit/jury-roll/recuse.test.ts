import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("recuse()", () => {
    it("reverts with JuryRoll_NotTheCourt when the caller is not the court", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).recuse(1, 2))
        .to.be.revertedWithCustomError(roll, "JuryRoll_NotTheCourt")
        .withArgs(stranger);
    });

    it("notes the citizen in that case alone", async () => {
      const { roll, asCourt } = await loadFixture(aRoll);
      await asCourt.recuse(1, 258);
      expect([await roll.isRecused(1, 258), await roll.isRecused(1, 2), await roll.isRecused(2, 258)]).to.deep.equal([
        true,
        false,
        false,
      ]);
    });

    it("returns whether the citizen had not stepped aside", async () => {
      const { asCourt } = await loadFixture(aRoll);
      expect(await asCourt.recuse.staticCall(1, 2)).to.equal(true);
      await asCourt.recuse(1, 2);
      expect(await asCourt.recuse.staticCall(1, 2)).to.equal(false);
    });
  });

  describe("hasRecused()", () => {
    it("returns whether the citizen who holds the account stepped aside", async () => {
      const { roll, asCourt, citizen, stranger } = await loadFixture(aRoll);
      await asCourt.recuse(1, 2);
      const accounts = [citizen(2), citizen(3), stranger];
      expect(await Promise.all(accounts.map((account) => roll.hasRecused(1, account)))).to.deep.equal([
        true,
        false,
        false,
      ]);
    });
  });
});
