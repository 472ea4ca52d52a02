import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { abstain, against, bitmapOf, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, anOpenVote, aQueuedProposal, coins } from "./world";

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
      ["the citizens carry and the stake is silent", { heads: [1, 3, 0], stake: [0, 0, 0] }, State.Succeeded],
      ["abstentions are all that is missing of the quorum", { heads: [0, 2, 5] }, State.Defeated],
      ["those against are all that is missing of the quorum", { heads: [1, 2, 0] }, State.Defeated],
      ["the quorum is reached by votes for alone", { heads: [0, 3, 0] }, State.Succeeded],
      ["the citizens are tied", { heads: [3, 3, 0], stake: [0, 5, 0] }, State.Defeated],
      ["the citizens are against", { heads: [4, 3, 0], stake: [0, 5, 0] }, State.Defeated],
      ["one citizen has most of the stake and is against", { heads: [1, 3, 0], stake: [9, 0, 0] }, State.Succeeded],
      ["all abstain", { heads: [0, 0, 5] }, State.Defeated],
      ["nobody votes", { heads: [0, 0, 0] }, State.Defeated],
    ] as [string, Parameters<typeof outcome>[0], bigint][]) {
      it(`${expected === State.Succeeded ? "carries" : "fails"} when ${what}`, async () => {
        expect(await outcome(votes)).to.equal(expected);
      });
    }

    context("given stake that is cast against", () => {
      /** Five of ten citizens vote for without stake. Others are against with as much each, of a thousand coins at stake. */
      const objection = async ({
        amounts,
        silent = 0,
        heads = 1,
      }: {
        readonly amounts: readonly bigint[];
        /** Stake that is cast for. */
        readonly silent?: number;
        readonly heads?: number;
      }) => {
        const world = await aGovernor();
        const { governor, citizens, electorate, stakes, post } = world;
        for (const [index, citizen] of citizens.entries()) await stakes.setVoter(index + 1, citizen, 0);
        await stakes.setVoter(1, citizens[0], coins(silent));
        for (const [index, amount] of amounts.entries()) {
          await stakes.setVoter(index + 6, citizens[index + 5], amount);
          await electorate.setVoter(index + 6, citizens[index + 5], heads);
        }
        const proposal = new Proposal(governor, citizens[0], [post(7)]);
        await proposal.propose();
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, 5), inFavour);
        await proposal.voteAll(citizens.slice(5, 5 + amounts.length), against);
        await proposal.close();
        return { ...world, proposal, state: await proposal.state() };
      };

      it("fails at a tenth of all stake, from three citizens, with less for", async () => {
        const { state } = await objection({ amounts: [coins(40), coins(30), coins(30)], silent: 99 });
        expect(state).to.equal(State.Defeated);
      });

      it("carries when as much is for as against", async () => {
        const { state } = await objection({ amounts: [coins(40), coins(30), coins(30)], silent: 100 });
        expect(state).to.equal(State.Succeeded);
      });

      it("carries one unit below a tenth of all stake", async () => {
        const unit = 10n ** 9n;
        const { state } = await objection({ amounts: [coins(40), coins(30), coins(30) - unit] });
        expect(state).to.equal(State.Succeeded);
      });

      it("carries when it comes from two citizens", async () => {
        const { state } = await objection({ amounts: [coins(500), coins(400)] });
        expect(state).to.equal(State.Succeeded);
      });

      it("carries when a citizen of three has less than a unit at stake", async () => {
        const { state } = await objection({ amounts: [coins(500), coins(400), 10n ** 9n - 1n] });
        expect(state).to.equal(State.Succeeded);
      });

      it("carries when those citizens delegated their votes", async () => {
        const { state } = await objection({ amounts: [coins(300), coins(300), coins(300)], heads: 0 });
        expect(state).to.equal(State.Succeeded);
      });

      it("reckons what is still at stake of what was at the snapshot", async () => {
        const { governor, citizens, stakes, post } = await aGovernor();
        const proposal = new Proposal(governor, citizens[0], [post(7)]);
        await proposal.propose();
        await proposal.open();
        for (const id of [6, 7, 8]) await stakes.reduce(id, coins(30));
        await proposal.voteAll(citizens.slice(5, 8), against);
        const [, stake] = await governor.houses(proposal.id);
        expect(stake.againstVotes).to.equal(coins(90));
        expect(stake.electorate).to.equal(coins(1_000));
      });

      it("carries when it is dust, since it is reckoned on a share of the coin at least", async () => {
        const { governor, citizens, stakes, post } = await aGovernor();
        for (const [index, citizen] of citizens.entries())
          await stakes.setVoter(index + 1, citizen, index < 7 ? 0 : 10n ** 9n);
        await stakes.setTotal(3n * 10n ** 9n);
        await stakes.setLeastBase(coins(100));
        const proposal = new Proposal(governor, citizens[0], [post(7)]);
        await proposal.propose();
        await proposal.open();
        await proposal.voteAll(citizens.slice(0, 7), inFavour);
        await proposal.voteAll(citizens.slice(7), against);
        expect((await governor.houses(proposal.id)).stake.electorate).to.equal(coins(100));
        await proposal.close();
        expect(await proposal.state()).to.equal(State.Succeeded);
      });

      it("needs a majority of the citizens where there are three", async () => {
        const { governor, citizens, electorate, post } = await aGovernor();
        await electorate.setTotal(3);
        const proposal = new Proposal(governor, citizens[0], [post(7)]);
        await proposal.propose();
        await proposal.open();
        expect((await governor.houses(proposal.id)).stake.objectorsNeeded).to.equal(2);
      });
    });

    it("reckons the quorum on the greater number of citizens", async () => {
      const { governor, citizens, electorate, post } = await loadFixture(aGovernor);
      await electorate.setLeastBase(16);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      await proposal.propose();
      await proposal.open();
      await proposal.voteAll(citizens.slice(0, 3), inFavour);
      expect((await governor.houses(proposal.id)).citizens.quorum).to.equal(4);
      await proposal.close();
      expect(await proposal.state()).to.equal(State.Defeated);
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
