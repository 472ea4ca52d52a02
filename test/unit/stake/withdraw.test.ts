import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins } from "../../fixtures/money";
import { aLeavingStake, ANA } from "./world";

describe("Stake", () => {
  describe("withdraw()", () => {
    it("pays the citizen, untaxed, whoever calls", async () => {
      const { coin, stake, ana, ben, leavesAt } = await loadFixture(aLeavingStake);
      await time.setNextBlockTimestamp(leavesAt);
      await expect(stake.connect(ben).withdraw(ANA)).to.changeTokenBalances(
        coin,
        [ana, stake],
        [coins(40), -coins(40)],
      );
    });

    it("emits Withdrawn", async () => {
      const { stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await time.increaseTo(leavesAt);
      await expect(stake.withdraw(ANA)).to.emit(stake, "Withdrawn").withArgs(ANA, ana, coins(40));
    });

    it("pays the new key after a move", async () => {
      const { citizenship, coin, stake, stranger, leavesAt } = await loadFixture(aLeavingStake);
      await citizenship.move(ANA, stranger);
      await time.increaseTo(leavesAt);
      await expect(stake.withdraw(ANA)).to.changeTokenBalance(coin, stranger, coins(40));
    });

    it("pays the last holder after the citizenship has ended", async () => {
      const { citizenship, coin, stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await citizenship.end(ANA);
      await time.increaseTo(leavesAt);
      await expect(stake.withdraw(ANA)).to.changeTokenBalance(coin, ana, coins(40));
    });

    it("reverts with Stake_CoolingDown one second before the cooldown ends", async () => {
      const { stake, leavesAt } = await loadFixture(aLeavingStake);
      await time.setNextBlockTimestamp(leavesAt - 1);
      await expect(stake.withdraw(ANA))
        .to.be.revertedWithCustomError(stake, "Stake_CoolingDown")
        .withArgs(ANA, leavesAt);
    });

    it("reverts with Stake_NothingLeaving the second time", async () => {
      const { stake, leavesAt } = await loadFixture(aLeavingStake);
      await time.increaseTo(leavesAt);
      await stake.withdraw(ANA);
      await expect(stake.withdraw(ANA)).to.be.revertedWithCustomError(stake, "Stake_NothingLeaving").withArgs(ANA);
    });
  });
});
