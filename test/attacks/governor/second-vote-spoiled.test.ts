import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { against, inFavour, Proposal, SecondVote, State } from "../../fixtures/governance";
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
      const vote = await governor.secondVoteOf(proposal.id);
      expect(vote.round).to.equal(round);
      await time.increaseTo(vote.from);
      const enemy = citizens[9];
      const again = new SecondVote(proposal, enemy);
      await again.propose();

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

  // Whoever brought a second vote wrote its text, and so told the voters what they liked about the same calls.
  it("repeats the words of the first, and names who brings it", async () => {
    const { governor, citizens, proposal } = await loadFixture(tooFew);
    await time.increaseTo((await governor.secondVoteOf(proposal.id)).from);
    const again = new SecondVote(proposal, citizens[9]);
    const sent = await again.propose();
    const receipt = await sent.wait();
    const [created] = (receipt?.logs ?? []).flatMap((log) => {
      const event = governor.interface.parseLog(log);
      return event?.name === "ProposalCreated" ? [event] : [];
    });
    const ending = `\n#proposer=${citizens[9].address.toLowerCase()}`;
    expect(created.args.description).to.equal(`${proposal.description}${ending}`);
  });

  it("reverts with GovernorNonexistentProposal for other words", async () => {
    const { governor, citizens, proposal } = await loadFixture(tooFew);
    await time.increaseTo((await governor.secondVoteOf(proposal.id)).from);
    const { targets, values, calldatas } = proposal;
    await expect(
      governor.connect(citizens[9]).proposeAgain(targets, values, calldatas, "Free beer"),
    ).to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal");
  });
});
