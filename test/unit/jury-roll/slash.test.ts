import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { BOND } from "../../fixtures/court";
import { coins, DAY } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("slash()", () => {
    const GROUNDS = ethers.id("ruling");

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { roll, stranger } = await loadFixture(aRoll);
      await expect(roll.connect(stranger).slash(4, 1, GROUNDS))
        .to.be.revertedWithCustomError(roll, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });

    it("transfers the amount to the treasury", async () => {
      const { roll, coin, government, treasury } = await loadFixture(aRoll);
      await expect(roll.connect(government).slash(4, coins(30), GROUNDS)).to.changeTokenBalances(
        coin,
        [treasury, roll],
        [coins(30), -coins(30)],
      );
    });

    it("takes at most the bond", async () => {
      const { roll, government } = await loadFixture(aRoll);
      await expect(roll.connect(government).slash(4, BOND + 1n, GROUNDS))
        .to.emit(roll, "BondSlashed")
        .withArgs(4, BOND, GROUNDS);
    });

    it("removes the juror, who may withdraw the rest", async () => {
      const { roll, coin, government, citizen } = await loadFixture(aRoll);
      await roll.connect(government).slash(4, coins(30), GROUNDS);
      expect((await roll.jurorOf(4)).hasRetired).to.equal(true);
      await time.increase(30 * DAY);
      await expect(roll.connect(citizen(4)).withdraw(4)).to.changeTokenBalance(coin, citizen(4), coins(70));
    });

    it("does not count a retired juror out twice", async () => {
      const { roll, government, draw, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await expect(roll.connect(government).slash(drawn[0], coins(30), GROUNDS)).not.to.emit(roll, "JurorRetired");
      expect((await roll.size()).jurors).to.equal(9n);
    });

    it("takes nothing from a citizen without a position", async () => {
      const { roll, government } = await loadFixture(aRoll);
      expect(await roll.connect(government).slash.staticCall(11, 1, GROUNDS)).to.equal(0n);
      await expect(roll.connect(government).slash(11, 1, GROUNDS)).not.to.emit(roll, "BondSlashed");
    });
  });
});
