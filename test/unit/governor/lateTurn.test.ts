import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { against, batchBallot, inFavour, Proposal } from "../../fixtures/governance";
import { aGovernor, anOpenVote, extension } from "./world";

describe("NationGovernor", () => {
  context("when the outcome of a vote turns in its last stretch", () => {
    /** Two of three votes that a quorum takes. The third turns the outcome. */
    const nearlyQuorate = async () => {
      const world = await anOpenVote();
      await world.proposal.voteAll(world.citizens.slice(0, 2), inFavour);
      return { ...world, deadline: await world.governor.proposalDeadline(world.proposal.id) };
    };
    const lateVote = async (secondsLeft: number) => {
      const world = await nearlyQuorate();
      const at = world.deadline - BigInt(secondsLeft);
      await time.setNextBlockTimestamp(at);
      const sent = await world.proposal.vote(world.citizens[2], inFavour);
      return { ...world, at, sent };
    };

    it("prolongs the vote by the extension when the quorum is reached", async () => {
      const { governor, proposal, at, sent } = await lateVote(extension - 1);
      await expect(sent)
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposal.id, at + BigInt(extension));
      expect(await governor.proposalDeadline(proposal.id)).to.equal(at + BigInt(extension));
    });

    it("does not prolong when the extension would end with the vote", async () => {
      const { governor, proposal, deadline, sent } = await lateVote(extension);
      await expect(sent).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline);
    });

    it("prolongs when the majority is lost", async () => {
      const { governor, proposal, citizens } = await lateVote(extension);
      await proposal.voteAll(citizens.slice(3, 5), against);
      await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
      await expect(proposal.vote(citizens[5], against)).to.emit(governor, "ProposalExtended");
    });

    it("prolongs when the stake house begins to object", async () => {
      const { governor, citizens, stakes, post } = await loadFixture(aGovernor);
      for (const index of [0, 1, 2, 3]) await stakes.setVoter(index + 1, citizens[index], 0);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(0, 4), inFavour);
      await proposal.voteAll(citizens.slice(4, 6), against);
      await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
      await expect(proposal.vote(citizens[6], against)).to.emit(governor, "ProposalExtended");
    });

    it("does not prolong when a late ballot turns nothing", async () => {
      const { governor, proposal, citizens, at } = await lateVote(100);
      await time.setNextBlockTimestamp(at + BigInt(extension));
      await expect(proposal.vote(citizens[3], inFavour)).not.to.emit(governor, "ProposalExtended");
    });

    it("does not prolong while the quorum is still missing", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
      await expect(proposal.vote(citizens[0], inFavour)).not.to.emit(governor, "ProposalExtended");
    });

    it("prolongs for a batch that turns it, once", async () => {
      const { governor, proposal, citizens, deadline } = await nearlyQuorate();
      const ballots = await Promise.all(
        [2, 3].map((index) =>
          batchBallot(governor, {
            voter: citizens[index],
            citizenId: index + 1,
            proposalId: proposal.id,
            support: inFavour,
          }),
        ),
      );
      await time.setNextBlockTimestamp(deadline);
      await governor.castVotesBySig(proposal.id, ethers.concat(ballots));
      expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline + BigInt(extension));
    });

    it("prolongs at every turn, by five extensions at most", async () => {
      const { governor, citizens, electorate, post } = await loadFixture(aGovernor);
      // Each ballot outweighs all before it, so each turns the outcome.
      for (const [index, citizen] of citizens.entries()) await electorate.setVoter(index + 1, citizen, 2 ** index);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      await proposal.propose();
      await proposal.open();
      await proposal.vote(citizens[2], inFavour);
      for (let turn = 1; turn <= 5; ++turn) {
        const at = await governor.proposalDeadline(proposal.id);
        await time.setNextBlockTimestamp(at);
        await expect(proposal.vote(citizens[turn + 2], turn % 2 === 1 ? against : inFavour))
          .to.emit(governor, "ProposalExtended")
          .withArgs(proposal.id, at + BigInt(extension));
      }
      await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
      await expect(proposal.vote(citizens[8], inFavour)).not.to.emit(governor, "ProposalExtended");
    });

    it("lets turns at one moment use up none of the later ones", async () => {
      const { governor, citizens, electorate, post } = await loadFixture(aGovernor);
      for (const [index, citizen] of citizens.entries()) await electorate.setVoter(index + 1, citizen, 2 ** index);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      await proposal.propose();
      await proposal.open();
      await proposal.vote(citizens[1], inFavour);
      const planned = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(planned - 10n);
      for (let turn = 2; turn <= 8; ++turn) await proposal.vote(citizens[turn], turn % 2 === 0 ? against : inFavour);
      const prolonged = await governor.proposalDeadline(proposal.id);
      expect(prolonged).to.be.lessThanOrEqual(planned + BigInt(extension));
      await time.setNextBlockTimestamp(prolonged);
      await expect(proposal.vote(citizens[9], inFavour))
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposal.id, prolonged + BigInt(extension));
    });

    it("keeps the extension that was fixed with the proposal, in whole minutes rounded up", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      await governor.setProvision(ethers.encodeBytes32String("lateExtension"), 61);
      const proposal = new Proposal(governor, citizens[0], [post(1)]);
      await proposal.propose();
      await governor.setProvision(ethers.encodeBytes32String("lateExtension"), 0);
      await proposal.open();
      await proposal.voteAll(citizens.slice(0, 2), inFavour);
      const deadline = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(deadline);
      await proposal.vote(citizens[2], inFavour);
      expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline + 120n);
    });

    it("does not prolong a vote without an extension", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      await governor.setProvision(ethers.encodeBytes32String("lateExtension"), 0);
      const proposal = new Proposal(governor, citizens[0], [post(1)]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(0, 2), inFavour);
      await time.setNextBlockTimestamp(await governor.proposalDeadline(proposal.id));
      await expect(proposal.vote(citizens[2], inFavour)).not.to.emit(governor, "ProposalExtended");
    });
  });
});
