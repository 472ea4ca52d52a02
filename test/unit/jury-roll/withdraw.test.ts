import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BOND } from "../../fixtures/court";
import { DAY } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("withdraw()", () => {
    it("reverts with JuryRoll_NotEnrolled when the citizen has no position", async () => {
      const { roll } = await loadFixture(aRoll);
      await expect(roll.withdraw(11)).to.be.revertedWithCustomError(roll, "JuryRoll_NotEnrolled").withArgs(11);
    });

    it("reverts with JuryRoll_NotRetired when the citizen is on the roll", async () => {
      const { roll } = await loadFixture(aRoll);
      await expect(roll.withdraw(4)).to.be.revertedWithCustomError(roll, "JuryRoll_NotRetired").withArgs(4);
    });

    it("reverts with JuryRoll_OnDuty while a duty is open", async () => {
      const { roll, draw, citizen } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await expect(roll.withdraw(drawn[0]))
        .to.be.revertedWithCustomError(roll, "JuryRoll_OnDuty")
        .withArgs(drawn[0], 1);
    });

    it("pays a retired juror once the duty has ended, whoever calls", async () => {
      const { roll, coin, draw, citizen, asCourt, stranger } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await asCourt.release([drawn[0]]);
      await time.increase(30 * DAY);
      await expect(roll.connect(stranger).withdraw(drawn[0])).to.changeTokenBalance(coin, citizen(drawn[0]), BOND);
    });

    it("pays the account that the citizenship was moved to", async () => {
      const { roll, coin, citizenship, stranger, citizen, draw, asCourt } = await loadFixture(aRoll);
      const { drawn } = await draw();
      await roll.connect(citizen(drawn[0])).retire();
      await citizenship.move(drawn[0], stranger);
      await asCourt.release([drawn[0]]);
      await time.increase(30 * DAY);
      await expect(roll.withdraw(drawn[0])).to.changeTokenBalance(coin, stranger, BOND);
    });

    it("reverts with JuryRoll_LeftLately within 30 days of the retirement", async () => {
      const { roll, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(4)).retire();
      const freeAt = (await time.latest()) - 1 + 30 * DAY;
      await time.setNextBlockTimestamp(freeAt - 1);
      await expect(roll.withdraw(4)).to.be.revertedWithCustomError(roll, "JuryRoll_LeftLately").withArgs(4, freeAt);
    });

    it("frees the position 30 days after the retirement, and the citizen may enrol again", async () => {
      const { roll, coin, citizen } = await loadFixture(aRoll);
      await roll.connect(citizen(4)).retire();
      await time.increase(30 * DAY);
      await expect(roll.withdraw(4)).to.changeTokenBalances(coin, [citizen(4), roll], [BOND, -BOND]);
      await expect(roll.connect(citizen(4)).enrol())
        .to.emit(roll, "JurorEnrolled")
        .withArgs(4, 4, BOND);
    });

    it("frees the position and pays when the citizenship has ended", async () => {
      const { roll, coin, citizenship, citizen } = await loadFixture(aRoll);
      await citizenship.end(4);
      await expect(roll.withdraw(4)).to.changeTokenBalance(coin, citizen(4), BOND);
      expect(await roll.size()).to.deep.equal([10n, 9n]);
    });
  });
});
