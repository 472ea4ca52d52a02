import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, coins, COOLDOWN } from "../../fixtures/money";

const [ANA, BEN, CEM] = [1n, 2n, 3n];

// A ballot weighed the lesser of the votes then and now: whoever withdrew the own stake and was delegated as much had the same
// number, and the coin that a delegator had cast before weighed once more in the place of what had left.
describe("Attack: a delegation takes the place of stake that left during a vote", () => {
  /** Ana and Ben have 100 coins each at stake when the electorate is fixed, and Cem 100 that Ben casts. */
  async function aVote() {
    const world = await aCoinAndStake();
    const { stake, ana, ben, cem } = world;
    for (const citizen of [ana, ben, cem]) await stake.connect(citizen).stake(coins(100));
    await stake.connect(cem).delegate(ben);
    const snapshot = await time.latest();
    await time.increase(10);
    return { ...world, snapshot };
  }

  it("counts no coin that left, though another citizen delegates as much after the own ballot", async () => {
    const { stake, ana, ben, snapshot } = await loadFixture(aVote);
    const cast = await stake.ballotVotesOf(ANA, 1, snapshot);
    await stake.connect(ben).unstake(coins(100));
    await stake.connect(ana).delegate(ben);
    await time.increase(COOLDOWN);
    await stake.withdraw(BEN);
    const later = await stake.ballotVotesOf(BEN, 1, snapshot);
    expect([cast, later]).to.deep.equal([coins(100), coins(100)]);
    expect(cast + later).to.equal(await stake.totalStaked());
  });

  it("counts no own coin that came, in the place of a delegation that ended", async () => {
    const { stake, ben, cem, snapshot } = await loadFixture(aVote);
    await stake.connect(cem).delegate(cem);
    await stake.connect(ben).stake(coins(100));
    expect(await stake.ballotVotesOf(BEN, 1, snapshot)).to.equal(coins(100));
  });

  it("counts what changed hands with nobody, rather than with both", async () => {
    const { stake, ana, ben, cem, snapshot } = await loadFixture(aVote);
    await stake.connect(cem).delegate(cem);
    await stake.connect(ana).delegate(cem);
    const votes = await stake.ballotVotesOfAll([ANA, BEN, CEM], [1, 1, 1], snapshot);
    expect(votes).to.deep.equal([0n, coins(100), 0n]);
    expect(await stake.connect(ben).votesOf(CEM)).to.equal(coins(200));
  });

  it("never weighs more in all than was at stake when the electorate was fixed", async () => {
    const { stake, ana, ben, cem, snapshot } = await loadFixture(aVote);
    let cast = await stake.ballotVotesOf(ANA, 1, snapshot);
    await stake.connect(cem).unstake(coins(100));
    await stake.connect(ana).delegate(ben);
    cast += await stake.ballotVotesOf(BEN, 1, snapshot);
    await stake.connect(ben).delegate(cem);
    cast += await stake.ballotVotesOf(CEM, 1, snapshot);
    expect(cast).to.be.lessThanOrEqual(await stake.getPastTotalSupply(snapshot));
  });
});
