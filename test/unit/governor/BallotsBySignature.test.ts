import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, id, toBeHex, ZeroHash } from "ethers";
import {
  abstain,
  against,
  batchBallot,
  bitmapOf,
  inFavour,
  packBallot,
  Proposal,
  State,
} from "../../fixtures/governance";
import { aGovernor, coins, extension } from "./world";

const Fault = { UnknownChoice: 0, AlreadyCast: 1, NotActive: 2, BadSignature: 3, NoVotes: 4 };
const aVote = () => anOpenVote();

/** As {@link anOpenVote}, with two more citizens, whose receipts lie in words of their own. */
async function aVoteOfFarIds() {
  return anOpenVote({ 300: "stranger", 600: "newKey" });
}

async function anOpenVote(farIds: Readonly<Record<number, "stranger" | "newKey">> = {}) {
  const world = await aGovernor();
  for (const [citizenId, person] of Object.entries(farIds)) {
    await world.electorate.setVoter(citizenId, world[person], 1);
    await world.stakes.setVoter(citizenId, world[person], coins(100));
  }
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.propose();
  await proposal.open();
  const ballot = (
    citizenId: number,
    support: number,
    voter = world.citizens[citizenId - 1],
    proposalId = proposal.id,
  ) => batchBallot(world.governor, { voter, citizenId, proposalId, support });
  const cast = (...ballots: string[]) =>
    world.governor.connect(world.stranger).castVotesBySig(proposal.id, concat(ballots));
  return { ...world, proposal, ballot, cast };
}

describe("BallotsBySignature", () => {
  describe("castVotesBySig()", () => {
    it("names the type that ballots of a batch are signed as", async () => {
      const { governor } = await loadFixture(aVote);
      expect(await governor.BATCH_BALLOT_TYPEHASH()).to.equal(id("BatchBallot(uint256 proposalId,uint8 support)"));
    });

    it("counts every ballot in both houses", async () => {
      const { governor, proposal, ballot, cast } = await loadFixture(aVote);
      await cast(await ballot(1, inFavour), await ballot(2, against), await ballot(3, abstain));
      const votes = await governor.proposalVotes(proposal.id);
      expect([...votes]).to.deep.equal([1n, 1n, 1n]);
      const [, stake] = await governor.houses(proposal.id);
      expect(stake.forVotes).to.equal(coins(100));
    });

    it("reports each ballot like one that is cast singly", async () => {
      const { governor, proposal, citizens, ballot, cast } = await loadFixture(aVote);
      const sent = cast(await ballot(4, inFavour));
      await expect(sent).to.emit(governor, "VoteCast").withArgs(citizens[3].address, proposal.id, inFavour, 1, "");
      await expect(sent).to.emit(governor, "BallotCounted").withArgs(proposal.id, 4, inFavour, 1, coins(100));
    });

    it("returns how many were counted", async () => {
      const { governor, proposal, ballot } = await loadFixture(aVote);
      const ballots = concat([await ballot(1, inFavour), await ballot(1, against), await ballot(2, inFavour)]);
      expect(await governor.castVotesBySig.staticCall(proposal.id, ballots)).to.equal(2);
    });

    it("counts ballots in any order", async () => {
      const { governor, proposal, ballot, cast } = await loadFixture(aVote);
      await cast(await ballot(5, inFavour), await ballot(2, inFavour), await ballot(9, inFavour));
      for (const citizenId of [2, 5, 9]) expect(await governor.hasCitizenVoted(proposal.id, citizenId)).to.equal(true);
    });

    it("counts ballots of citizens whose receipts lie in different words, back and forth", async () => {
      const { governor, proposal, stranger, newKey, ballot, cast } = await loadFixture(aVoteOfFarIds);
      const ballots = await Promise.all([
        ballot(1, inFavour),
        ballot(300, inFavour, stranger),
        ballot(2, inFavour),
        ballot(600, against, newKey),
      ]);
      await cast(...ballots);
      for (const id of [1, 2, 300, 600]) expect(await governor.hasCitizenVoted(proposal.id, id)).to.equal(true);
      expect(await governor.hasCitizenVoted(proposal.id, 45)).to.equal(false);
      expect([...(await governor.proposalVotes(proposal.id))]).to.deep.equal([1n, 3n, 0n]);
    });

    it("skips a repeated ballot after one of another word", async () => {
      const { governor, proposal, stranger, ballot, cast } = await loadFixture(aVoteOfFarIds);
      const ballots = await Promise.all([
        ballot(300, inFavour, stranger),
        ballot(1, inFavour),
        ballot(300, against, stranger),
      ]);
      await expect(cast(...ballots))
        .to.emit(governor, "BallotSkipped")
        .withArgs(proposal.id, 300, Fault.AlreadyCast);
      expect([...(await governor.proposalVotes(proposal.id))]).to.deep.equal([0n, 2n, 0n]);
    });

    it("does nothing for no ballots", async () => {
      const { governor, proposal } = await loadFixture(aVote);
      expect(await governor.castVotesBySig.staticCall(proposal.id, "0x")).to.equal(0);
      await governor.castVotesBySig(proposal.id, "0x");
      expect([...(await governor.proposalVotes(proposal.id))]).to.deep.equal([0n, 0n, 0n]);
    });

    it("prolongs a vote whose outcome a batch turns late", async () => {
      const { governor, proposal, ballot } = await loadFixture(aVote);
      const ballots = concat([await ballot(1, inFavour), await ballot(2, inFavour), await ballot(3, inFavour)]);
      const deadline = await governor.proposalDeadline(proposal.id);
      await time.setNextBlockTimestamp(deadline);
      await expect(governor.castVotesBySig(proposal.id, ballots))
        .to.emit(governor, "ProposalExtended")
        .withArgs(proposal.id, deadline + BigInt(extension));
    });

    // Checks GOV-9.
    context("given a ballot that does not count", () => {
      const skips = (
        what: string,
        fault: number,
        bad: (world: Awaited<ReturnType<typeof anOpenVote>>) => Promise<string>,
      ) =>
        it(`skips ${what}, reports it, and counts the others`, async () => {
          const world = await loadFixture(aVote);
          const ballot = await bad(world);
          const citizenId = parseInt(ballot.slice(2, 8), 16);
          const sent = world.cast(await world.ballot(1, inFavour), ballot, await world.ballot(3, inFavour));
          await expect(sent).to.emit(world.governor, "BallotSkipped").withArgs(world.proposal.id, citizenId, fault);
          expect((await world.governor.proposalVotes(world.proposal.id)).forVotes).to.equal(2);
        });

      skips("an unknown choice", Fault.UnknownChoice, ({ ballot }) => ballot(2, 3));
      skips("a repeated ballot of the same batch", Fault.AlreadyCast, ({ ballot }) => ballot(1, against));
      skips("a ballot after one cast singly", Fault.AlreadyCast, async ({ ballot, proposal, citizens }) => {
        await proposal.vote(citizens[1], against);
        return ballot(2, inFavour);
      });
      skips("a ballot for an id that was never given", Fault.NotActive, ({ ballot, stranger }) =>
        ballot(99, inFavour, stranger),
      );
      skips("a former citizen's", Fault.NotActive, async ({ ballot, electorate }) => {
        await electorate.end(2);
        return ballot(2, inFavour);
      });
      skips("one signed by somebody else", Fault.BadSignature, ({ ballot, stranger }) => ballot(2, inFavour, stranger));
      skips("one signed for another proposal", Fault.BadSignature, ({ ballot, citizens }) =>
        ballot(2, inFavour, citizens[1], 1n),
      );
      skips("one whose choice was altered", Fault.BadSignature, async ({ ballot }) => {
        const signed = await ballot(2, against);
        return `${signed.slice(0, 8)}01${signed.slice(10)}`;
      });
      skips("one with a signature of zeros", Fault.BadSignature, () =>
        Promise.resolve(packBallot({ citizenId: 2, support: inFavour, r: ZeroHash, yParityAndS: ZeroHash })),
      );
      skips("one with a malleable signature", Fault.BadSignature, async ({ ballot }) => {
        const signed = await ballot(2, inFavour);
        const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
        const vs = BigInt(`0x${signed.slice(74)}`);
        const s = vs & ((1n << 255n) - 1n);
        return signed.slice(0, 74) + toBeHex((order - s) & ((1n << 255n) - 1n), 32).slice(2);
      });
      skips("one without votes at the snapshot", Fault.NoVotes, async ({ ballot, electorate, newKey }) => {
        await electorate.setVoter(11, newKey, 1);
        return ballot(11, inFavour, newKey);
      });

      it("changes nothing when none counts", async () => {
        const { governor, proposal, ballot, cast, stranger } = await loadFixture(aVote);
        await expect(cast(await ballot(2, inFavour, stranger))).not.to.emit(governor, "VoteCast");
        expect([...(await governor.proposalVotes(proposal.id))]).to.deep.equal([0n, 0n, 0n]);
      });
    });

    for (const length of [1, 67, 69, 135]) {
      it(`reverts with NationGovernor_MalformedBallots for ${length} bytes`, async () => {
        const { governor, proposal } = await loadFixture(aVote);
        await expect(governor.castVotesBySig(proposal.id, new Uint8Array(length)))
          .to.be.revertedWithCustomError(governor, "NationGovernor_MalformedBallots")
          .withArgs(length, 68);
      });
    }

    it("reverts with GovernorUnexpectedProposalState when the vote is over", async () => {
      const { governor, proposal, ballot, cast } = await loadFixture(aVote);
      const signed = await ballot(1, inFavour);
      await proposal.close();
      await expect(cast(signed))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.Defeated, bitmapOf(State.Active));
    });
  });
});
