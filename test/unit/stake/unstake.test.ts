import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins, COOLDOWN, DAY, key } from "../../fixtures/money";
import { aLeavingStake, ANA, aStake, BEN, endTerm } from "./world";

const WEEK = 7 * DAY;

describe("Stake", () => {
  describe("unstake()", () => {
    it("removes the votes at once, and keeps the coin", async () => {
      const { coin, stake, ana } = await loadFixture(aStake);
      await stake.connect(ana).unstake(coins(40));
      expect([await stake.votesOf(ANA), await stake.totalStaked()]).to.deep.equal([coins(60), coins(60)]);
      expect(await coin.balanceOf(stake)).to.equal(coins(100));
    });

    it("starts the cooldown", async () => {
      const { stake, leavesAt } = await loadFixture(aLeavingStake);
      const { staked, leaving, leavesAt: shown, delegateId } = await stake.positionOf(ANA);
      expect([staked, leaving, shown, delegateId]).to.deep.equal([coins(60), coins(40), BigInt(leavesAt), ANA]);
    });

    it("emits Unstaked and DelegateVotesChanged", async () => {
      const { stake, ana } = await loadFixture(aStake);
      const at = (await time.latest()) + 100;
      await time.setNextBlockTimestamp(at);
      const unstaking = stake.connect(ana).unstake(coins(40));
      await expect(unstaking)
        .to.emit(stake, "Unstaked")
        .withArgs(ANA, coins(40), at + COOLDOWN);
      await expect(unstaking).to.emit(stake, "DelegateVotesChanged").withArgs(ana, coins(100), coins(60));
    });

    it("restarts the cooldown of all unstaked coin", async () => {
      const { stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await time.increaseTo(leavesAt - 100);
      await stake.connect(ana).unstake(coins(10));
      const position = await stake.positionOf(ANA);
      expect([position.leaving, position.leavesAt]).to.deep.equal([
        coins(50),
        BigInt((await time.latest()) + COOLDOWN),
      ]);
    });

    it("keeps its end when the provision changes later", async () => {
      const { stake, government, leavesAt } = await loadFixture(aLeavingStake);
      await stake.connect(government).setProvision(key("cooldown"), 30 * DAY);
      expect((await stake.positionOf(ANA)).leavesAt).to.equal(leavesAt);
    });

    it("unstakes the whole stake", async () => {
      const { stake, ana } = await loadFixture(aStake);
      await stake.connect(ana).unstake(coins(100));
      expect(await stake.totalStaked()).to.equal(0);
    });

    it("reverts with Stake_InsufficientStake for one unit more", async () => {
      const { stake, ana } = await loadFixture(aStake);
      await expect(stake.connect(ana).unstake(coins(100) + 1n))
        .to.be.revertedWithCustomError(stake, "Stake_InsufficientStake")
        .withArgs(ANA, coins(100), coins(100) + 1n);
    });

    it("reverts with Stake_NothingToMove for an amount of zero", async () => {
      const { stake, ana } = await loadFixture(aStake);
      await expect(stake.connect(ana).unstake(0))
        .to.be.revertedWithCustomError(stake, "Stake_NothingToMove")
        .withArgs(ANA);
    });

    it("reverts with Stake_NotACitizen when the account holds no citizenship", async () => {
      const { stake, eve } = await loadFixture(aStake);
      await expect(stake.connect(eve).unstake(1))
        .to.be.revertedWithCustomError(stake, "Stake_NotACitizen")
        .withArgs(eve);
    });
  });

  describe("unstakeEnded()", () => {
    it("unstakes the whole stake after the citizenship has ended", async () => {
      const { citizenship, stake, ana, ben } = await loadFixture(aStake);
      await citizenship.end(ANA);
      await expect(stake.connect(ben).unstakeEnded(ANA))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ana, coins(100), 0);
      const { staked, leaving, leavesAt } = await stake.positionOf(ANA);
      expect([staked, leaving, leavesAt]).to.deep.equal([0n, coins(100), BigInt((await time.latest()) + COOLDOWN)]);
    });

    it("unstakes when the account holds another citizenship", async () => {
      const { citizenship, stake, ana } = await loadFixture(aStake);
      await citizenship.end(ANA);
      await citizenship.admit(ana);
      await stake.unstakeEnded(ANA);
      expect((await stake.positionOf(ANA)).leaving).to.equal(coins(100));
    });

    it("unstakes once the term has been over for a week, whoever calls", async () => {
      const world = await loadFixture(aStake);
      const { stake, ben } = world;
      const until = (await time.latest()) + 100;
      await endTerm(world, ANA, until);
      await time.setNextBlockTimestamp(until + WEEK);
      await stake.connect(ben).unstakeEnded(ANA);
      expect((await stake.positionOf(ANA)).leaving).to.equal(coins(100));
    });

    it("reverts with Stake_StillHeld a second before", async () => {
      const world = await loadFixture(aStake);
      const { stake, ana, ben } = world;
      const until = (await time.latest()) + 100;
      await endTerm(world, ANA, until);
      await time.setNextBlockTimestamp(until + WEEK - 1);
      await expect(stake.connect(ben).unstakeEnded(ANA))
        .to.be.revertedWithCustomError(stake, "Stake_StillHeld")
        .withArgs(ANA, ana);
    });

    it("reverts with Stake_CoolingDown while other coin is in its cooldown", async () => {
      const { citizenship, stake, leavesAt } = await loadFixture(aLeavingStake);
      await citizenship.end(ANA);
      await expect(stake.unstakeEnded(ANA))
        .to.be.revertedWithCustomError(stake, "Stake_CoolingDown")
        .withArgs(ANA, leavesAt);
    });

    it("pays out what has left its cooldown first", async () => {
      const { citizenship, coin, stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await citizenship.end(ANA);
      await time.setNextBlockTimestamp(leavesAt);
      await expect(stake.unstakeEnded(ANA)).to.changeTokenBalance(coin, ana, coins(40));
      expect((await stake.positionOf(ANA)).leaving).to.equal(coins(60));
    });

    it("reverts with Stake_StillHeld while the citizenship is held", async () => {
      const { stake, ana, ben } = await loadFixture(aStake);
      await expect(stake.connect(ben).unstakeEnded(ANA))
        .to.be.revertedWithCustomError(stake, "Stake_StillHeld")
        .withArgs(ANA, ana);
    });

    it("reverts with Stake_NothingToMove when nothing is staked", async () => {
      const { citizenship, stake } = await loadFixture(aStake);
      await citizenship.end(BEN);
      await expect(stake.unstakeEnded(BEN)).to.be.revertedWithCustomError(stake, "Stake_NothingToMove").withArgs(BEN);
    });
  });
});
