import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { abstain, against, bitmapOf, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, anOpenVote, aQueuedProposal, coins, provisions } from "./world";

describe("NationGovernor", () => {
  describe("state()", () => {
    const outcome = async (votes: { heads: [number, number, number]; stake?: [number, number, number] }) => {
      const world = await aGovernor();
      const { governor, citizens, electorate, stakes, post } = world;
      const stake = votes.stake ?? votes.heads;
      for (const support of [against, inFavour, abstain]) {
        const citizen = citizens[support];
        await electorate.setVoter(support + 1, citizen, votes.heads[support]);
        await stakes.setVoter(support + 1, citizen, coins(100) * BigInt(stake[support]));
      }
      const proposal = new Proposal(governor, citizens[5], [post(7)]);
      await proposal.propose();
      await proposal.open();
      for (const support of [against, inFavour, abstain]) {
        if (votes.heads[support] + stake[support] !== 0) await proposal.vote(citizens[support], support);
      }
      await proposal.close();
      return proposal.state();
    };

    for (const [what, votes, expected] of [
      ["both houses carry", { heads: [1, 2, 0] }, State.Succeeded],
      ["abstentions make the quorum", { heads: [0, 1, 1] }, State.Succeeded],
      ["those against do not make the quorum", { heads: [0, 1, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the citizens' house lacks its quorum by one head", { heads: [5, 1, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the stake house lacks its quorum", { heads: [0, 5, 0], stake: [0, 0, 0] }, State.Defeated],
      ["the citizens are tied", { heads: [2, 2, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the stake is tied", { heads: [0, 5, 0], stake: [2, 2, 0] }, State.Defeated],
      ["the citizens are against", { heads: [3, 2, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the stake is against", { heads: [0, 5, 0], stake: [3, 2, 0] }, State.Defeated],
      ["all abstain", { heads: [0, 0, 5] }, State.Defeated],
      ["nobody votes", { heads: [0, 0, 0] }, State.Defeated],
    ] as [string, Parameters<typeof outcome>[0], bigint][]) {
      it(`${expected === State.Succeeded ? "carries" : "fails"} when ${what}`, async () => {
        expect(await outcome(votes)).to.equal(expected);
      });
    }

    context("given a house without a say", () => {
      const withSilent = async (index: number) => {
        const world = await aGovernor();
        const silent = provisions().map((terms, at) => (at === index ? { ...terms, value: 0 } : terms));
        const governor = await world.factory.deploy(world.terms, silent);
        const proposal = new Proposal(governor, world.citizens[0], [world.post(7)]);
        await proposal.propose();
        return { ...world, governor, proposal };
      };

      it("carries against all stake when the stake house has none", async () => {
        const { governor, proposal, citizens, stakes } = await withSilent(7);
        await stakes.setVoter(1, citizens[0], coins(900));
        await proposal.open();
        await proposal.vote(citizens[0], against);
        await proposal.voteAll(citizens.slice(1, 4), inFavour);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
        const [, stake] = await governor.houses(proposal.id);
        expect(stake.hasSay).to.equal(false);
      });

      it("carries against all citizens when the citizens' house has none", async () => {
        const { proposal, citizens, stakes } = await withSilent(5);
        await stakes.setVoter(1, citizens[0], coins(900));
        await proposal.open();
        await proposal.vote(citizens[0], inFavour);
        await proposal.voteAll(citizens.slice(1, 6), against);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
      });
    });

    context("given nobody had anything at stake", () => {
      const withoutStake = async (silent?: number) => {
        const world = await aGovernor();
        const terms = provisions().map((each, at) => (at === silent ? { ...each, value: 0 } : each));
        const governor = await world.factory.deploy(world.terms, terms);
        for (const [index, citizen] of world.citizens.entries()) await world.stakes.setVoter(index + 1, citizen, 0);
        await world.stakes.setTotal(0);
        const proposal = new Proposal(governor, world.citizens[0], [world.post(7)]);
        await proposal.propose();
        return { ...world, governor, proposal };
      };

      it("carries what the citizens carry", async () => {
        const { governor, proposal, citizens } = await withoutStake();
        expect((await governor.houses(proposal.id)).stake.carried).to.equal(false);
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, 4), inFavour);
        expect((await governor.houses(proposal.id)).stake.carried).to.equal(true);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("carries nothing that the citizens do not", async () => {
        const { proposal, citizens } = await withoutStake();
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, 2), inFavour);
        await proposal.voteAll(citizens.slice(2, 4), against);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Defeated);
      });

      it("carries nothing where the citizens have no say", async () => {
        const { governor, proposal } = await withoutStake(5);
        await proposal.open();
        expect((await governor.houses(proposal.id)).stake.carried).to.equal(false);
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Defeated);
      });
    });

    it("needs two thirds for a constitutional proposal", async () => {
      const { governor, citizens, constitution } = await loadFixture(aGovernor);
      const calls = [{ target: constitution.target as string, data: "0x12345678" }];
      for (const [text, yes, expected] of [
        ["six of nine", 6, State.Succeeded],
        ["six of ten", 6, State.Defeated],
      ] as const) {
        const proposal = new Proposal(governor, citizens[0], calls, text);
        await proposal.propose();
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, yes), inFavour);
        await proposal.voteAll(citizens.slice(yes, text === "six of nine" ? 9 : 10), against);
        await proposal.close();
        expect(await proposal.state(), text).to.equal(expected);
      }
    });

    it("reverts with GovernorNonexistentProposal before it is proposed", async () => {
      const { governor } = await loadFixture(aGovernor);
      await expect(governor.state(1))
        .to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal")
        .withArgs(1);
    });

    context("given a carried proposal that nobody queues", () => {
      it("expires after the grace period, and not a second earlier", async () => {
        const { governor, proposal, citizens } = await loadFixture(anOpenVote);
        await proposal.voteAll(citizens, inFavour);
        const last = (await governor.proposalDeadline(proposal.id)) + (await governor.GRACE_PERIOD());
        await time.increaseTo(last);
        expect(await proposal.state()).to.equal(State.Succeeded);
        await time.increaseTo(last + 1n);
        expect(await proposal.state()).to.equal(State.Expired);
        await expect(proposal.queue())
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Expired, bitmapOf(State.Succeeded));
      });
    });

    context("given a queued proposal that nobody executes", () => {
      it("expires after the grace period, and not a second earlier", async () => {
        const { governor, proposal } = await loadFixture(aQueuedProposal);
        const last = (await governor.proposalEta(proposal.id)) + (await governor.GRACE_PERIOD());
        await time.increaseTo(last);
        expect(await proposal.state()).to.equal(State.Queued);
        await time.increaseTo(last + 1n);
        expect(await proposal.state()).to.equal(State.Expired);
        await expect(proposal.execute())
          .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
          .withArgs(proposal.id, State.Expired, bitmapOf(State.Queued));
      });
    });
  });
});
