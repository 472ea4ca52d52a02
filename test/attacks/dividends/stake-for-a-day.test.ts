import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aVote, COIN, DAY } from "../../unit/dividends/world";

// Stake at one moment alone would be bought for that moment.
describe("Attack: coin is staked for the day of the dividend", () => {
  it("fails before the end: there was none at the beginning", async () => {
    const { dividends, staking, close } = await loadFixture(aVote);
    await staking(2, 100n);
    await close();
    expect((await dividends.shareOf(2, 3)).byStake).to.equal(0n);
  });

  it("fails at the beginning: there is none at the end", async () => {
    const { dividends, stake, citizens, close } = await loadFixture(aVote);
    await stake.connect(citizens[0]).unstake(300n * COIN);
    await close();
    expect((await dividends.shareOf(2, 1)).byStake).to.equal(0n);
  });

  it("fails at both ends: there was none in between", async () => {
    const { dividends, stake, staking, citizens, close, closable } = await loadFixture(aVote);
    await time.increaseTo((await closable()) - 5n);
    await staking(2, 100n);
    await close();
    await stake.connect(citizens[2]).unstake(100n * COIN);
    await time.increase(8n * DAY);
    await stake.withdraw(3);
    await time.increaseTo((await closable()) - 5n);
    await staking(2, 100n);
    await close();
    expect((await dividends.shareOf(3, 3)).byStake).to.equal(0n);
  });

  it("fails with a base unit where nobody else stakes: the pot is as small as the stake", async () => {
    const { dividends, stake, citizens, close } = await loadFixture(aVote);
    await stake.connect(citizens[0]).unstake(300n * COIN - 1n);
    await stake.connect(citizens[1]).unstake(100n * COIN);
    await close();
    const { share, stakersPot } = await dividends.epochOf(2);
    // Of 200 coin that all stake would get: 1 of 90 coin's base units.
    expect([share, stakersPot]).to.deep.equal([100n * COIN - 1n, 2n]);
    expect((await dividends.shareOf(2, 1)).byStake).to.equal(2n);
  });

  it("never pays more than the pot, however stake moved", async () => {
    const { dividends, stake, staking, citizens, close, proposal } = await loadFixture(aVote);
    await staking(0, 100n);
    await stake.connect(citizens[1]).unstake(50n * COIN);
    await close();
    const all = [1, 2, 3].map((citizenId) => ({ citizenId, proposalId: proposal.id }));
    const { stakersPot, share } = await dividends.epochOf(2);
    expect((await dividends.claim.staticCall(2, all)) <= stakersPot + 3n * share).to.equal(true);
  });
});
