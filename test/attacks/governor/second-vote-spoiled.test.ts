import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, SecondCall, SecondReading } from "../../unit/governor/world";

// Calls are proposed again once. Whoever was first, and cancelled what he had proposed, ended them for good: an enemy of theirs
// ended every second call, and the stake house every second reading.
describe("Attack: a second vote is proposed to be cancelled", () => {
  /** A proposal that two of ten citizens carried, one below the quorum. */
  async function tooFew() {
    const world = await aGovernor();
    const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
    await proposal.pass(world.citizens.slice(0, 2));
    return { ...world, proposal };
  }

  /** A proposal that seven of ten citizens carried, and the stake of the other three blocked. */
  async function blocked() {
    const world = await aGovernor();
    const { governor, citizens, stakes, post } = world;
    for (const [index, citizen] of citizens.slice(0, 7).entries()) await stakes.setVoter(index + 1, citizen, 0);
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(citizens.slice(0, 7), inFavour);
    await proposal.voteAll(citizens.slice(7), against);
    await proposal.close();
    return { ...world, proposal };
  }

  for (const [round, failed, name] of [
    [SecondCall, tooFew, "second call"],
    [SecondReading, blocked, "second reading"],
  ] as const) {
    it(`lets the enemy of a ${name} bring it about, and no more`, async () => {
      const { governor, citizens, proposal, board } = await loadFixture(failed);
      const { targets, values, calldatas, hash } = proposal;
      const vote = await governor.secondVoteOf(proposal.id);
      expect(vote.round).to.equal(round);
      await time.increaseTo(vote.from);
      const enemy = citizens[9];
      const description = `Spoilt\n\n#proposer=${enemy.address.toLowerCase()}`;
      await governor.connect(enemy).proposeAgain(targets, values, calldatas, hash, description);

      const again = new Proposal(governor, enemy, proposal.calls, "Spoilt");
      again.id = await governor.hashProposal(targets, values, calldatas, id(description));
      await expect(again.cancel())
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(again.id, enemy.address);
      await again.open();
      await again.voteAll(citizens.slice(0, 7), inFavour);
      await again.close();
      expect(await again.state()).to.equal(State.Succeeded);
      await again.queue();
      await again.mature();
      await again.execute();
      expect(await board.notice()).to.equal(7);
    });
  }
});
