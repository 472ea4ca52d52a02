import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aVote, COIN } from "../../unit/dividends/world";

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
