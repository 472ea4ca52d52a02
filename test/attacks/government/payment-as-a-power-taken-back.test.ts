import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// Calls that take power back need no consent of stake, and a stranger's contract says itself what its call does: so native coin of
// the government left unopposed.
describe("Attack: a payment to a stranger's contract is dressed as taking power back", () => {
  async function aNationWithSavings() {
    const world = await foundNation(12);
    const { citizens, coin, stake, timelock, founder, governor } = world;
    for (const one of citizens.slice(0, 3)) {
      await coin.connect(one)["transferAndCall(address,uint256)"](stake, await coin.balanceOf(one));
    }
    await founder.sendTransaction({ to: timelock, value: ethers.parseEther("10") });
    const stranger = await ethers.deployContract("SaysLess");
    const data = stranger.interface.encodeFunctionData("setProvision", [ethers.ZeroHash, 0]);
    const propose = async (values: readonly bigint[]) => {
      const calls = values.map((value) => ({ target: stranger.target as string, data, value }));
      const proposal = new Proposal(governor, citizens[3], calls);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(3, 9), inFavour);
      await proposal.voteAll(citizens.slice(0, 3), against);
      await proposal.close();
      const [, house] = await governor.houses(proposal.id);
      return { hasSay: house.hasSay, state: await proposal.state() };
    };
    return { ...world, propose };
  }

  for (const [what, values] of [
    ["with all of it", [ethers.parseEther("10")]],
    ["with one wei", [1n]],
    ["behind a call that carries nothing", [0n, 1n]],
    ["before a call that carries nothing", [1n, 0n]],
  ] as const) {
    it(`fails ${what}: the stake house has its say`, async () => {
      const { propose } = await loadFixture(aNationWithSavings);
      expect(await propose(values)).to.deep.equal({ hasSay: true, state: State.Defeated });
    });
  }

  it("leaves a call that carries nothing, and moves nothing of the nation's, to the citizens", async () => {
    const { propose } = await loadFixture(aNationWithSavings);
    expect(await propose([0n])).to.deep.equal({ hasSay: false, state: State.Succeeded });
  });
});
