import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { abstain, against, bitmapOf, inFavour, State } from "../../fixtures/governance";
import { anOpenVote, aProposal, coins, period } from "./world";

describe("NationGovernor", () => {
  describe("castVote()", () => {
    it("counts one ballot in both houses", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      const sent = await proposal.vote(citizens[2], inFavour);
      await expect(sent).to.emit(governor, "VoteCast").withArgs(citizens[2].address, proposal.id, inFavour, 1, "");
      await expect(sent).to.emit(governor, "BallotCounted").withArgs(proposal.id, 3, inFavour, 1, coins(100));
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.forVotes).to.equal(1);
      expect(stake.forVotes).to.equal(coins(100));
    });

    for (const [choice, support, field] of [
      ["against", against, "againstVotes"],
      ["for", inFavour, "forVotes"],
      ["abstain", abstain, undefined],
    ] as const) {
      it(`counts a ballot ${choice} as ${choice}, and as nothing else`, async () => {
        const { governor, proposal, citizens } = await loadFixture(anOpenVote);
        await proposal.vote(citizens[0], support);
        const votes = await governor.proposalVotes(proposal.id);
        expect([votes.againstVotes, votes.forVotes, votes.abstainVotes]).to.deep.equal(
          [against, inFavour, abstain].map((other) => (other === support ? 1n : 0n)),
        );
        const [, stake] = await governor.houses(proposal.id);
        const stakes = { againstVotes: stake.againstVotes, forVotes: stake.forVotes };
        expect(
          Object.entries(stakes)
            .filter(([, value]) => value !== 0n)
            .map(([name]) => name),
        ).to.deep.equal(field === undefined ? [] : [field]);
      });
    }

    it("gives a receipt, to the citizen and not to the key", async () => {
      const { governor, proposal, citizens, electorate, newKey } = await loadFixture(anOpenVote);
      await proposal.vote(citizens[0], inFavour);
      expect(await governor.hasVoted(proposal.id, citizens[0])).to.equal(true);
      await electorate.move(1, newKey);
      expect(await governor.hasVoted(proposal.id, newKey)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 1)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 2)).to.equal(false);
    });

    it("emits VoteCastWithParams, and counts alike, when parameters come with the ballot", async () => {
      const { governor, proposal, citizens } = await loadFixture(aProposal);
      await proposal.open();
      const sent = governor
        .connect(citizens[0])
        .castVoteWithReasonAndParams(proposal.id, inFavour, "It is just.", "0x0102");
      await expect(sent)
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(citizens[0].address, proposal.id, inFavour, 1, "It is just.", "0x0102");
      expect((await governor.proposalVotes(proposal.id)).forVotes).to.equal(1);
    });

    it("counts with a reason", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(governor.connect(citizens[0]).castVoteWithReason(proposal.id, inFavour, "It is just."))
        .to.emit(governor, "VoteCast")
        .withArgs(citizens[0].address, proposal.id, inFavour, 1, "It is just.");
    });

    it("counts a citizen with stake alone", async () => {
      const { governor, proposal, citizens, electorate } = await loadFixture(aProposal);
      await electorate.setVoter(1, citizens[0], 0);
      await proposal.open();
      await proposal.vote(citizens[0], inFavour);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.forVotes).to.equal(0);
      expect(stake.forVotes).to.be.greaterThan(0);
    });

    it("counts citizens of different receipt words apart", async () => {
      const { governor, proposal, citizens, electorate, newKey } = await loadFixture(aProposal);
      await electorate.setVoter(256, newKey, 1);
      await proposal.open();
      await proposal.vote(newKey, inFavour);
      expect(await governor.hasCitizenVoted(proposal.id, 256)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 1)).to.equal(false);
      await proposal.vote(citizens[0], inFavour);
    });

    context("given the vote is not open", () => {
      it("reverts with GovernorUnexpectedProposalState before", async () => {
        const { governor, proposal, citizens } = await loadFixture(aProposal);
        await expect(proposal.vote(citizens[0], inFavour))
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Pending, bitmapOf(State.Active));
      });

      it("counts at the last second, and reverts at the next", async () => {
        const { governor, proposal, citizens } = await loadFixture(anOpenVote);
        await governor.connect(citizens[0]).castVote(proposal.id, against);
        const deadline = await governor.proposalDeadline(proposal.id);
        await time.setNextBlockTimestamp(deadline);
        await proposal.vote(citizens[1], against);
        await time.setNextBlockTimestamp(deadline + 1n);
        await expect(proposal.vote(citizens[2], against))
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Defeated, bitmapOf(State.Active));
      });
    });

    it("reverts with GovernorAlreadyCastVote for a second ballot", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.vote(citizens[0], inFavour);
      await expect(proposal.vote(citizens[0], against))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(citizens[0].address);
    });

    it("reverts with GovernorInvalidVoteType for an unknown choice", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(proposal.vote(citizens[0], 3)).to.be.revertedWithCustomError(governor, "GovernorInvalidVoteType");
    });

    it("reverts with NationGovernor_NotCitizen when the caller is no citizen", async () => {
      const { governor, proposal, stranger } = await loadFixture(anOpenVote);
      await expect(proposal.vote(stranger, inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(stranger.address);
    });

    it("reverts with NationGovernor_NotCitizen when the citizenship has ended, whatever votes there were", async () => {
      const { governor, proposal, citizens, electorate } = await loadFixture(anOpenVote);
      await electorate.end(1);
      await expect(proposal.vote(citizens[0], inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(citizens[0].address);
    });

    it("reverts with NationGovernor_NoVotes when the citizen had none at the snapshot", async () => {
      const { governor, proposal, electorate, newKey } = await loadFixture(anOpenVote);
      await electorate.setVoter(11, newKey, 1);
      await expect(proposal.vote(newKey, inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NoVotes")
        .withArgs(newKey.address, 11, await governor.proposalSnapshot(proposal.id));
    });

    it("reverts with Tally_Overflow for more heads than a counter holds", async () => {
      const { governor, proposal, citizens, electorate } = await loadFixture(aProposal);
      await electorate.setVoter(1, citizens[0], 2 ** 23 - 1);
      await proposal.open();
      await proposal.vote(citizens[0], against);
      await expect(proposal.vote(citizens[1], against))
        .to.be.revertedWithCustomError(governor, "Tally_Overflow")
        .withArgs(2 ** 23, 2 ** 23 - 1);
      await expect(proposal.vote(citizens[1], inFavour)).not.to.be.reverted;
    });

    it("reverts with Tally_Overflow for more stake than a counter holds", async () => {
      const { governor, proposal, citizens, stakes } = await loadFixture(aProposal);
      const unit = await governor.stakeUnit();
      await stakes.setVoter(1, citizens[0], (2n ** 52n - 1n) * unit);
      await proposal.open();
      await proposal.vote(citizens[0], inFavour);
      await expect(proposal.vote(citizens[1], inFavour))
        .to.be.revertedWithCustomError(governor, "Tally_Overflow")
        .withArgs(2n ** 52n - 1n + coins(100) / unit, 2n ** 52n - 1n);
      expect(await governor.proposalDeadline(proposal.id)).to.equal(
        (await governor.proposalSnapshot(proposal.id)) + BigInt(period),
      );
    });
  });

  describe("castVoteBySig()", () => {
    it("counts a ballot that the citizen signed", async () => {
      const { governor, proposal, citizens, stranger } = await loadFixture(anOpenVote);
      const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
      const signature = await citizens[0].signTypedData(
        { name, version, chainId, verifyingContract },
        {
          Ballot: [
            { name: "proposalId", type: "uint256" },
            { name: "support", type: "uint8" },
            { name: "voter", type: "address" },
            { name: "nonce", type: "uint256" },
          ],
        },
        { proposalId: proposal.id, support: inFavour, voter: citizens[0].address, nonce: 0 },
      );
      await expect(governor.connect(stranger).castVoteBySig(proposal.id, inFavour, citizens[0], signature))
        .to.emit(governor, "BallotCounted")
        .withArgs(proposal.id, 1, inFavour, 1, coins(100));
    });
  });
});
