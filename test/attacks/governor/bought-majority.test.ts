import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, coins } from "../../unit/governor/world";

// Compound 289, Build Finance: whoever buys the coin buys the government.
describe("Attack: buying the government", () => {
  async function aRichCitizen() {
    const world = await aGovernor();
    await world.stakes.setVoter(1, world.citizens[0], coins(9_000));
    await world.stakes.setTotal(coins(10_000));
    return world;
  }

  it("carries nothing against the people with ninety percent of the stake", async () => {
    const { governor, citizens, post, constitution } = await loadFixture(aRichCitizen);
    for (const call of [post(7), { target: constitution.target as string, data: "0x12345678" }]) {
      const proposal = new Proposal(governor, citizens[0], [call]);
      await proposal.propose();
      await proposal.open();
      await proposal.vote(citizens[0], inFavour);
      await proposal.voteAll(citizens.slice(1), against);
      await proposal.close();
      expect(await proposal.state()).to.equal(State.Defeated);
    }
  });

  it("carries nothing against a people that stays at home", async () => {
    const { governor, citizens, post } = await loadFixture(aRichCitizen);
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.propose();
    await proposal.open();
    await proposal.vote(citizens[0], inFavour);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);
  });
});
