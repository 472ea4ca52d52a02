import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { Signer } from "ethers";
import { ethers } from "hardhat";
import { lendCode } from "../../fixtures/account-code";
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

  describe("castVoteBySig(), castVoteWithReasonAndParamsBySig()", () => {
    const ballot = [
      { name: "proposalId", type: "uint256" },
      { name: "support", type: "uint8" },
      { name: "voter", type: "address" },
      { name: "nonce", type: "uint256" },
    ];
    const extended = [...ballot, { name: "reason", type: "string" }, { name: "params", type: "bytes" }];

    /** An open vote, and a way to sign a ballot for an account. */
    async function signing() {
      const world = await anOpenVote();
      const { governor, proposal } = world;
      const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
      const domain = { name, version, chainId, verifyingContract };
      const sign = (signer: Signer, voter: string) =>
        signer.signTypedData(
          domain,
          { Ballot: ballot },
          { proposalId: proposal.id, support: inFavour, voter, nonce: 0 },
        );
      const signExtended = (signer: Signer, voter: string) =>
        signer.signTypedData(
          domain,
          { ExtendedBallot: extended },
          { proposalId: proposal.id, support: inFavour, voter, nonce: 0, reason: "It is time.", params: "0x01" },
        );
      return { ...world, sign, signExtended };
    }

    /** The same, where the first citizen's account has code beside its key. */
    async function lent(contract: string, args: unknown[] = []) {
      const world = await loadFixture(signing);
      const code = await ethers.provider.getCode(await ethers.deployContract(contract, args));
      await lendCode(world.citizens[0].address, code);
      return world;
    }

    it("counts a ballot that the citizen signed", async () => {
      const { governor, proposal, citizens, stranger, sign } = await loadFixture(signing);
      const signature = await sign(citizens[0], citizens[0].address);
      await expect(governor.connect(stranger).castVoteBySig(proposal.id, inFavour, citizens[0], signature))
        .to.emit(governor, "BallotCounted")
        .withArgs(proposal.id, 1, inFavour, 1, coins(100));
    });

    it("counts a ballot with a reason that the citizen signed", async () => {
      const { governor, proposal, citizens, stranger, signExtended } = await loadFixture(signing);
      const signature = await signExtended(citizens[0], citizens[0].address);
      const cast = governor
        .connect(stranger)
        .castVoteWithReasonAndParamsBySig(proposal.id, inFavour, citizens[0], "It is time.", "0x01", signature);
      await expect(cast)
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(citizens[0], proposal.id, inFavour, 1, "It is time.", "0x01");
    });

    it("reverts with GovernorInvalidSignature the second time", async () => {
      const { governor, proposal, citizens, sign } = await loadFixture(signing);
      const signature = await sign(citizens[0], citizens[0].address);
      await governor.castVoteBySig(proposal.id, inFavour, citizens[0], signature);
      await expect(governor.castVoteBySig(proposal.id, inFavour, citizens[0], signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(citizens[0]);
    });

    it("reverts with GovernorInvalidSignature when somebody else signed", async () => {
      const { governor, proposal, citizens, sign } = await loadFixture(signing);
      const signature = await sign(citizens[1], citizens[0].address);
      await expect(governor.castVoteBySig(proposal.id, inFavour, citizens[0], signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(citizens[0]);
    });

    it("reverts with GovernorInvalidSignature when somebody else signed a ballot with a reason", async () => {
      const { governor, proposal, citizens, signExtended } = await loadFixture(signing);
      const signature = await signExtended(citizens[1], citizens[0].address);
      await expect(
        governor.castVoteWithReasonAndParamsBySig(proposal.id, inFavour, citizens[0], "It is time.", "0x01", signature),
      )
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(citizens[0]);
    });

    it("reverts with GovernorInvalidSignature when the signature is malformed", async () => {
      const { governor, proposal, citizens } = await loadFixture(signing);
      await expect(governor.castVoteBySig(proposal.id, inFavour, citizens[0], "0x1234"))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(citizens[0]);
    });

    context("given the citizen's account has code beside its key (EIP-7702)", () => {
      it("counts a ballot that the key signed where the code vouches for none", async () => {
        const { governor, proposal, citizens, sign } = await lent("SilentAccount");
        const signature = await sign(citizens[0], citizens[0].address);
        await expect(governor.castVoteBySig(proposal.id, inFavour, citizens[0], signature))
          .to.emit(governor, "BallotCounted")
          .withArgs(proposal.id, 1, inFavour, 1, coins(100));
      });

      it("counts a ballot with a reason that the key signed where the code vouches for none", async () => {
        const { governor, proposal, citizens, signExtended } = await lent("SilentAccount");
        const signature = await signExtended(citizens[0], citizens[0].address);
        await expect(
          governor.castVoteWithReasonAndParamsBySig(
            proposal.id,
            inFavour,
            citizens[0],
            "It is time.",
            "0x01",
            signature,
          ),
        )
          .to.emit(governor, "BallotCounted")
          .withArgs(proposal.id, 1, inFavour, 1, coins(100));
      });

      it("reverts with GovernorInvalidSignature when another key signed", async () => {
        const { governor, proposal, citizens, sign } = await lent("SilentAccount");
        const signature = await sign(citizens[1], citizens[0].address);
        await expect(governor.castVoteBySig(proposal.id, inFavour, citizens[0], signature))
          .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
          .withArgs(citizens[0]);
      });
    });

    context("given the citizen is a contract account (ERC-1271)", () => {
      async function aWallet() {
        const world = await signing();
        const [owner] = await ethers.getSigners();
        const wallet = await ethers.deployContract("SignerWallet", [owner]);
        await world.electorate.move(1, wallet);
        return { ...world, owner, wallet: await wallet.getAddress() };
      }

      it("counts a ballot that the account confirms", async () => {
        const { governor, proposal, owner, wallet, sign } = await loadFixture(aWallet);
        await expect(governor.castVoteBySig(proposal.id, inFavour, wallet, await sign(owner, wallet)))
          .to.emit(governor, "BallotCounted")
          .withArgs(proposal.id, 1, inFavour, 1, coins(100));
      });

      it("reverts with GovernorInvalidSignature when the account denies it", async () => {
        const { governor, proposal, citizens, wallet, sign } = await loadFixture(aWallet);
        await expect(governor.castVoteBySig(proposal.id, inFavour, wallet, await sign(citizens[0], wallet)))
          .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
          .withArgs(wallet);
      });
    });
  });
});
