import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { against, harmlessCalls, inFavour, Proposal, SecondVote, State } from "../../fixtures/governance";
import { coins, DAY } from "../../fixtures/money";
import { foundNation } from "../../fixtures/nation";

// Checks ELECT-2 and HOUSE-1.
describe("Attack: somebody with 51 % of the coin governs", () => {
  /** Twelve citizens by the charter's defaults. The first bought coin of the others, has 51 % of all coin, and everybody staked all. */
  async function aNationWithAMagnate() {
    const world = await foundNation(12, { coin: { genesis: { perCitizen: 1_000, treasury: 0 } } });
    const { coin, stake, governor, constitution } = world;
    const [magnate, ...others] = world.citizens;
    for (const other of others) await coin.connect(other).transfer(magnate, coins(480));
    for (const citizen of [magnate, ...others]) {
      const balance = await coin.balanceOf(citizen);
      await coin.connect(citizen)["transferAndCall(address,uint256)"](stake, balance);
    }
    expect(await stake.getVotes(magnate)).to.be.above(((await coin.totalSupply()) * 51n) / 100n);
    const calls = await harmlessCalls(constitution);
    /** A proposal on which these vote, whose vote is over. */
    const decide = async (kind: keyof typeof calls, votes: { for: Signers; against: Signers }) => {
      const proposal = new Proposal(governor, magnate, [calls[kind]], `Decide ${kind}`);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(votes.for, inFavour);
      await proposal.voteAll(votes.against, against);
      return proposal.close();
    };
    return { ...world, magnate, others, calls, decide };
  }

  type Signers = Awaited<ReturnType<typeof ethers.getSigners>>;

  for (const kind of ["ordinary", "constitutional"] as const) {
    context(`given an ${kind} decision`.replace("an c", "a c"), () => {
      it("carries nothing alone, though nobody else votes", async () => {
        const { decide, magnate } = await loadFixture(aNationWithAMagnate);
        const proposal = await decide(kind, { for: [magnate], against: [] });
        expect(await proposal.state()).to.equal(State.Defeated);
      });

      it("does not block alone what the citizens carry", async () => {
        const { decide, magnate, others } = await loadFixture(aNationWithAMagnate);
        const proposal = await decide(kind, { for: others, against: [magnate] });
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("does not block with one other citizen", async () => {
        const { decide, magnate, others } = await loadFixture(aNationWithAMagnate);
        const proposal = await decide(kind, { for: others.slice(1), against: [magnate, others[0]] });
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("blocks with two other citizens who have stake, until the citizens decide alone after 30 days", async () => {
        const { governor, decide, magnate, others } = await loadFixture(aNationWithAMagnate);
        const objectors = [magnate, ...others.slice(0, 2)];
        const blocked = await decide(kind, { for: others.slice(2), against: objectors });
        expect(await blocked.state()).to.equal(State.Defeated);

        await time.increase(30 * DAY);
        const second = new SecondVote(blocked, others[2]);
        await second.propose();
        const again = second.id;
        await time.increaseTo((await governor.proposalSnapshot(again)) + 1n);
        for (const citizen of others.slice(2)) await governor.connect(citizen).castVote(again, inFavour);
        for (const citizen of objectors) await governor.connect(citizen).castVote(again, against);
        await time.increaseTo((await governor.proposalDeadline(again)) + 1n);
        expect(await governor.state(again)).to.equal(State.Succeeded);
      });
    });
  }
});
