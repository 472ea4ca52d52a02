import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aNationOf } from "../../fixtures/nation";

// Where nobody stakes, three citizens with a billionth of a coin each held all stake: their objection blocked every decision.
describe("Attack: three citizens object with dust", () => {
  /** A vote of ten citizens, seven for and three against, in a nation where only those three have coin at stake. */
  const outcomeWith = async (part: (balance: bigint, unit: bigint) => bigint) => {
    const { coin, stake, governor, citizens, nation } = await loadFixture(aNationOf(10));
    const unit = await governor.stakeUnit();
    for (const citizen of citizens.slice(7)) {
      await coin.connect(citizen)["transferAndCall(address,uint256)"](stake, part(await coin.balanceOf(citizen), unit));
    }
    const motto = nation.interface.encodeFunctionData("setMotto", ["One for all"]);
    const proposal = new Proposal(governor, citizens[0], [{ target: await nation.getAddress(), data: motto }]);
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(citizens.slice(0, 7), inFavour);
    await proposal.voteAll(citizens.slice(7), against);
    const [, house] = await governor.houses(proposal.id);
    expect(house.electorate).to.be.greaterThanOrEqual((await coin.totalSupply()) / 100n);
    await proposal.close();
    return proposal.state();
  };

  it("carries what seven of ten want", async () => {
    expect(await outcomeWith((_, unit) => unit)).to.equal(State.Succeeded);
  });

  it("still blocks with what they have", async () => {
    expect(await outcomeWith((balance) => balance)).to.equal(State.Defeated);
  });
});
