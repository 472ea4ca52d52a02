import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { inFavour, Proposal } from "../../fixtures/governance";
import { aGovernor, anOpenVote, extension } from "./world";

describe("NationGovernor", () => {
  context("when the quorum is reached late", () => {
    const lateVote = async (secondsLeft: number) => {
      const world = await anOpenVote();
      const deadline = await world.governor.proposalDeadline(world.proposal.id);
      await world.proposal.vote(world.citizens[0], inFavour);
      const at = deadline - BigInt(secondsLeft);
      await time.setNextBlockTimestamp(at);
      const sent = await world.proposal.vote(world.citizens[1], inFavour);
      return { ...world, deadline, at, sent };
    };

    it("prolongs the vote by the extension", async () => {
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

    it("prolongs once only", async () => {
      const { governor, proposal, citizens, at } = await lateVote(100);
      await time.setNextBlockTimestamp(at + BigInt(extension));
      await expect(proposal.vote(citizens[2], inFavour)).not.to.emit(governor, "ProposalExtended");
      expect(await governor.proposalDeadline(proposal.id)).to.equal(at + BigInt(extension));
    });

    it("does not prolong while the quorum is still missing", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      const deadline = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(deadline);
      await expect(proposal.vote(citizens[0], inFavour)).not.to.emit(governor, "ProposalExtended");
    });

    it("keeps the extension that was fixed with the proposal, in whole minutes rounded up", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      await governor.setProvision(ethers.encodeBytes32String("lateQuorumExtension"), 61);
      const proposal = new Proposal(governor, citizens[0], [post(1)]);
      await proposal.propose();
      await governor.setProvision(ethers.encodeBytes32String("lateQuorumExtension"), 0);
      await proposal.open();
      await proposal.vote(citizens[0], inFavour);
      const deadline = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(deadline);
      await proposal.vote(citizens[1], inFavour);
      expect(await governor.proposalDeadline(proposal.id)).to.equal(deadline + 120n);
    });
  });
});
