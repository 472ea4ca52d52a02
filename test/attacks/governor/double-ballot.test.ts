import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { against, batchBallot, inFavour, Proposal } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

async function anOpenVote() {
  const world = await aGovernor();
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.propose();
  await proposal.open();
  return { ...world, proposal };
}

describe("Attack: one citizen, two ballots", () => {
  it("skips a ballot of a batch after one that was cast singly", async () => {
    const { governor, proposal, citizens } = await loadFixture(anOpenVote);
    await proposal.vote(citizens[0], inFavour);
    const ballot = await batchBallot(governor, {
      voter: citizens[0],
      citizenId: 1,
      proposalId: proposal.id,
      support: inFavour,
    });
    await governor.castVotesBySig(proposal.id, ballot);
    expect((await governor.proposalVotes(proposal.id)).forVotes).to.equal(1);
  });

  it("reverts with GovernorAlreadyCastVote after a ballot of a batch", async () => {
    const { governor, proposal, citizens } = await loadFixture(anOpenVote);
    const ballot = await batchBallot(governor, {
      voter: citizens[0],
      citizenId: 1,
      proposalId: proposal.id,
      support: inFavour,
    });
    await governor.castVotesBySig(proposal.id, ballot);
    await expect(proposal.vote(citizens[0], against))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(citizens[0].address);
  });

  it("changes nothing when a batch is sent again", async () => {
    const { governor, proposal, citizens } = await loadFixture(anOpenVote);
    const ballot = await batchBallot(governor, {
      voter: citizens[0],
      citizenId: 1,
      proposalId: proposal.id,
      support: inFavour,
    });
    await governor.castVotesBySig(proposal.id, ballot);
    await governor.castVotesBySig(proposal.id, ballot);
    expect((await governor.proposalVotes(proposal.id)).forVotes).to.equal(1);
  });

  it("reverts with GovernorAlreadyCastVote when the citizen votes again with a new key", async () => {
    const { governor, proposal, citizens, electorate, newKey } = await loadFixture(anOpenVote);
    await proposal.vote(citizens[0], inFavour);
    await electorate.move(1, newKey);
    await expect(proposal.vote(newKey, inFavour))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(newKey.address);
    await expect(proposal.vote(citizens[0], inFavour))
      .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
      .withArgs(citizens[0].address);
  });

  it("skips a ballot of a batch that the former key signed", async () => {
    const { governor, proposal, citizens, electorate, newKey } = await loadFixture(anOpenVote);
    const ballot = await batchBallot(governor, {
      voter: citizens[0],
      citizenId: 1,
      proposalId: proposal.id,
      support: inFavour,
    });
    await electorate.move(1, newKey);
    await governor.castVotesBySig(proposal.id, ballot);
    expect((await governor.proposalVotes(proposal.id)).forVotes).to.equal(0);
  });
});
