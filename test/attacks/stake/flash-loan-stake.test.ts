import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, COOLDOWN } from "../../fixtures/money";

const ANA = 1n;

// Beanstalk, April 2022: voting power was borrowed, used and given back in one transaction.
describe("Attack: borrowed coin is staked for a moment's votes", () => {
  async function aBorrower() {
    const world = await aCoinAndStake();
    const borrower = await ethers.deployContract("FlashStaker", [world.coin, world.stake]);
    await world.citizenship.admit(borrower);
    await world.coin.connect(world.eve).approve(borrower, ethers.MaxUint256);
    return { ...world, borrower, citizenId: await world.citizenship.citizenOf(borrower) };
  }

  it("leaves no votes in the past after coin was staked and unstaked within a second", async () => {
    const { eve, stake, borrower, citizenId } = await loadFixture(aBorrower);
    await borrower.stakeAndUnstake(eve, coins(900));
    const at = await time.latest();
    await time.increase(10);
    expect([
      await stake.pastVotesOf(citizenId, at),
      await stake.pastStakeOf(citizenId, at),
      await stake.getPastTotalSupply(at),
    ]).to.deep.equal([0n, 0n, 0n]);
  });

  it("keeps the loan from being repaid before the cooldown is over", async () => {
    const { eve, coin, stake, borrower, citizenId } = await loadFixture(aBorrower);
    const at = (await time.latest()) + 10;
    await time.setNextBlockTimestamp(at);
    await expect(borrower.borrowAndReturn(eve, coins(900), citizenId))
      .to.be.revertedWithCustomError(stake, "Stake_CoolingDown")
      .withArgs(citizenId, at + COOLDOWN);
    expect(await coin.balanceOf(eve)).to.equal(coins(1_000));
  });

  it("reverts with ERC5805FutureLookup when the votes of this second are read within it", async () => {
    const { stake, ana } = await loadFixture(aBorrower);
    await stake.connect(ana).stake(coins(100));
    const now = await time.latest();
    await expect(stake.pastVotesOf(ANA, now))
      .to.be.revertedWithCustomError(stake, "ERC5805FutureLookup")
      .withArgs(now, now);
  });

  it("gives a snapshot no votes that were staked after it", async () => {
    const { stake, ana } = await loadFixture(aBorrower);
    const snapshot = await time.latest();
    await stake.connect(ana).stake(coins(100));
    await time.increase(1);
    expect(await stake.pastVotesOf(ANA, snapshot)).to.equal(0);
  });
});
