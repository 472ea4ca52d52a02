import { anyValue } from "@nomicfoundation/hardhat-chai-matchers/withArgs";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { abstain, against, inFavour, Proposal, SecondVote, State } from "../../fixtures/governance";
import {
  aGovernor,
  aGuardedInstitution,
  Constitutional,
  days,
  First,
  Ordinary,
  placeOf,
  provisions,
  SecondCall,
  SecondReading,
} from "./world";

const WINDOW = days(30);

/** Forty citizens by heads, of whom eight are an ordinary quorum. */
async function aSleepyNation() {
  const world = await aGovernor();
  await world.electorate.setTotal(40);
  return world;
}

/** A proposal for which four of forty voted. */
async function aVoteWithoutQuorum() {
  const world = await aSleepyNation();
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.pass(world.citizens.slice(0, 4));
  return { ...world, proposal, again: new SecondVote(proposal) };
}

/** A proposal that five of ten citizens carried, and the stake of three blocked. */
async function aBlockedVote() {
  const world = await aGovernor();
  for (const index of [0, 1, 2, 3, 4]) await world.stakes.setVoter(index + 1, world.citizens[index], 0);
  const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
  await proposal.propose();
  await proposal.open();
  await proposal.voteAll(world.citizens.slice(0, 5), inFavour);
  await proposal.voteAll(world.citizens.slice(5, 8), against);
  await proposal.close();
  return { ...world, proposal, again: new SecondVote(proposal) };
}

// Checks GOV-11.
describe("NationGovernor", () => {
  describe("proposeAgain()", () => {
    context("given a vote with its majority and without its quorum", () => {
      const timely = async () => {
        const world = await loadFixture(aVoteWithoutQuorum);
        await time.increase(days(14));
        return world;
      };

      it("proposes a second call, for which half the quorum is enough", async () => {
        const { governor, again } = await timely();
        await expect(again.propose())
          .to.emit(governor, "ProposalClassified")
          .withArgs(anyValue, Ordinary, SecondCall, 10_00, 50_00, 10_00, anyValue);
      });

      it("emits which proposal it follows", async () => {
        const { governor, proposal, again } = await timely();
        const sent = await again.propose();
        await expect(sent).to.emit(governor, "ProposedAgain").withArgs(proposal.id, again.id, SecondCall);
      });

      it("carries with half the quorum", async () => {
        const { again, citizens } = await timely();
        await again.pass(citizens.slice(0, 4));
        expect(await again.state()).to.equal(State.Succeeded);
      });

      it("fails below half the quorum", async () => {
        const { again, citizens } = await timely();
        await again.pass(citizens.slice(0, 3));
        expect(await again.state()).to.equal(State.Defeated);
      });

      it("fails below the floor in heads", async () => {
        const world = await aGovernor();
        const proposal = new Proposal(world.governor, world.citizens[0], [world.post(7)]);
        await proposal.pass(world.citizens.slice(0, 2));
        await time.increase(days(14));
        const again = new SecondVote(proposal);
        await again.pass(world.citizens.slice(0, 2));
        expect(await again.state()).to.equal(State.Defeated);
      });

      it("leaves the next proposal a first one", async () => {
        const { governor, again, citizens, post } = await timely();
        await again.propose();
        await expect(new Proposal(governor, citizens[0], [post(8)], "Another").propose())
          .to.emit(governor, "ProposalClassified")
          .withArgs(anyValue, Ordinary, First, 20_00, 50_00, 10_00, anyValue);
      });

      it("reverts with NationGovernor_OutOfTime a second before 14 days are over", async () => {
        const { governor, proposal, again } = await loadFixture(aVoteWithoutQuorum);
        const from = (await governor.proposalDeadline(proposal.id)) + BigInt(days(14));
        await time.setNextBlockTimestamp(from - 1n);
        await expect(again.propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_OutOfTime")
          .withArgs(proposal.id, from, from + BigInt(WINDOW));
      });

      it("reverts with NationGovernor_OutOfTime a second after 30 days more", async () => {
        const { governor, proposal, again } = await loadFixture(aVoteWithoutQuorum);
        const from = (await governor.proposalDeadline(proposal.id)) + BigInt(days(14));
        const until = from + BigInt(WINDOW);
        await time.setNextBlockTimestamp(until + 1n);
        await expect(again.propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_OutOfTime")
          .withArgs(proposal.id, from, until);
      });

      it("accepts the last second of 30 days more", async () => {
        const { governor, proposal, again } = await loadFixture(aVoteWithoutQuorum);
        await time.setNextBlockTimestamp((await governor.proposalDeadline(proposal.id)) + BigInt(days(44)));
        await expect(again.propose()).to.emit(governor, "ProposedAgain");
      });

      it("reverts with NationGovernor_NoSecondVote when it was proposed again before", async () => {
        const { governor, proposal, again } = await timely();
        await again.propose();
        await expect(again.propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NoSecondVote")
          .withArgs(proposal.id);
      });

      it("reverts with NationGovernor_NoSecondVote for a third call", async () => {
        const { governor, again, citizens } = await timely();
        await again.pass(citizens.slice(0, 3));
        await time.increase(days(14));
        await expect(new SecondVote(again).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NoSecondVote")
          .withArgs(again.id);
      });

      it("lets the stake house object to a second call", async () => {
        const { governor, again, citizens, stakes } = await timely();
        for (const index of [0, 1, 2, 3]) await stakes.setVoter(index + 1, citizens[index], 0);
        await again.propose();
        await again.open();
        await again.voteAll(citizens.slice(0, 4), inFavour);
        await again.voteAll(citizens.slice(4, 7), against);
        expect((await governor.houses(again.id)).stake.objects).to.equal(true);
      });

      it("reverts with GovernorInsufficientProposerVotes when the caller has too few votes", async () => {
        const { governor, proposal, stranger } = await timely();
        await expect(new SecondVote(proposal, stranger).propose())
          .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
          .withArgs(stranger.address, 0, 1);
      });

      it("reverts with NationGovernor_ClassChanged when its calls have become constitutional", async () => {
        const world = await aSleepyNation();
        const institution = await aGuardedInstitution(world);
        const cap = ethers.encodeBytes32String("cap");
        const data = institution.interface.encodeFunctionData("setProvision", [cap, 9_00]);
        const calls = [{ target: institution.target as string, data }];
        const proposal = new Proposal(world.governor, world.citizens[0], calls);
        await proposal.pass(world.citizens.slice(0, 4));
        await institution.setProvision(cap, 5_00);
        await time.increase(days(14));
        await expect(new SecondVote(proposal).propose())
          .to.be.revertedWithCustomError(world.governor, "NationGovernor_ClassChanged")
          .withArgs(proposal.id, Ordinary, Constitutional);
      });
    });

    context("given a vote that the stake house blocked", () => {
      const timely = async () => {
        const world = await loadFixture(aBlockedVote);
        await time.increase(days(30));
        return world;
      };

      it("proposes a second reading, which the citizens decide alone by two thirds", async () => {
        const { governor, again } = await timely();
        await expect(again.propose())
          .to.emit(governor, "ProposalClassified")
          .withArgs(anyValue, Ordinary, SecondReading, 20_00, 66_66, 0, anyValue);
      });

      it("carries with two thirds, whatever stake is against", async () => {
        const { governor, again, citizens, stakes } = await timely();
        await stakes.setVoter(8, citizens[7], 10n ** 24n);
        await again.propose();
        await again.open();
        await again.voteAll(citizens.slice(0, 6), inFavour);
        await again.voteAll(citizens.slice(6, 9), against);
        expect((await governor.houses(again.id)).stake.hasSay).to.equal(false);
        await again.close();
        expect(await again.state()).to.equal(State.Succeeded);
      });

      it("fails below two thirds", async () => {
        const { again, citizens } = await timely();
        await again.propose();
        await again.open();
        await again.voteAll(citizens.slice(0, 6), inFavour);
        await again.voteAll(citizens.slice(6, 10), against);
        await again.close();
        expect(await again.state()).to.equal(State.Defeated);
      });

      it("keeps a majority of its class above two thirds", async () => {
        const { citizens, constitution, electorate, factory, stakes, terms } = await loadFixture(aGovernor);
        const strict = provisions().map((figure, at) =>
          at === placeOf("constitutionalCitizenMajority") ? { ...figure, value: 75_00 } : figure,
        );
        const governor = await factory.deploy(terms, strict);
        await electorate.setVoter(1, citizens[0], 20);
        await stakes.setVoter(1, citizens[0], 0);
        const proposal = new Proposal(governor, citizens[0], [{ target: constitution.target as string }]);
        await proposal.propose();
        await proposal.open();
        await proposal.vote(citizens[0], inFavour);
        await proposal.voteAll(citizens.slice(5, 8), against);
        await proposal.close();
        await time.increase(days(30));
        await expect(new SecondVote(proposal).propose())
          .to.emit(governor, "ProposalClassified")
          .withArgs(anyValue, Constitutional, SecondReading, 50_00, 75_00, 0, anyValue);
      });

      it("reverts with NationGovernor_OutOfTime before the provision's delay is over", async () => {
        const { governor, proposal, again } = await loadFixture(aBlockedVote);
        const from = (await governor.proposalDeadline(proposal.id)) + BigInt(days(30));
        await time.setNextBlockTimestamp(from - 1n);
        await expect(again.propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_OutOfTime")
          .withArgs(proposal.id, from, from + BigInt(WINDOW));
      });

      it("reverts with NationGovernor_NoSecondVote for a second reading without its quorum", async () => {
        const { governor, again, citizens } = await timely();
        await again.pass(citizens.slice(0, 2));
        await time.increase(days(14));
        await expect(new SecondVote(again).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NoSecondVote")
          .withArgs(again.id);
      });
    });

    it("reads a second call again that the stake house blocked, with the whole quorum", async () => {
      const { governor, again, citizens, stakes } = await loadFixture(aVoteWithoutQuorum);
      await time.increase(days(14));
      for (const index of [0, 1, 2, 3]) await stakes.setVoter(index + 1, citizens[index], 0);
      await again.propose();
      await again.open();
      await again.voteAll(citizens.slice(0, 4), inFavour);
      await again.voteAll(citizens.slice(4, 7), against);
      await again.close();
      await time.increase(days(30));
      await expect(new SecondVote(again).propose())
        .to.emit(governor, "ProposalClassified")
        .withArgs(anyValue, Ordinary, SecondReading, 20_00, 66_66, 0, anyValue);
    });

    for (const [round, failed] of [
      ["second call", aVoteWithoutQuorum],
      ["second reading", aBlockedVote],
    ] as const) {
      it(`reverts with GovernorUnableToCancel when the proposer cancels a ${round}`, async () => {
        const { governor, proposal, again, citizens } = await loadFixture(failed);
        await time.increaseTo((await governor.secondVoteOf(proposal.id)).from);
        await again.propose();
        await expect(again.cancel())
          .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
          .withArgs(again.id, citizens[0].address);
      });
    }

    context("given a vote that failed in another way, or did not fail", () => {
      const refused = async (votes: { yes: number; no?: number; blank?: number }) => {
        const world = await loadFixture(aGovernor);
        const { governor, citizens, post } = world;
        const proposal = new Proposal(governor, citizens[0], [post(7)]);
        await proposal.propose();
        await proposal.open();
        const { yes, no = 0, blank = 0 } = votes;
        await proposal.voteAll(citizens.slice(0, yes), inFavour);
        await proposal.voteAll(citizens.slice(yes, yes + no), against);
        await proposal.voteAll(citizens.slice(yes + no, yes + no + blank), abstain);
        await proposal.close();
        await time.increase(days(14));
        const sent = new SecondVote(proposal).propose();
        await expect(sent).to.be.revertedWithCustomError(governor, "NationGovernor_NoSecondVote").withArgs(proposal.id);
      };

      it("reverts with NationGovernor_NoSecondVote when it carried", () => refused({ yes: 3 }));

      it("reverts with NationGovernor_NoSecondVote when the citizens were against", () => refused({ yes: 3, no: 4 }));

      it("reverts with NationGovernor_NoSecondVote when nobody was for", () => refused({ yes: 0, blank: 3 }));

      it("reverts with NationGovernor_NoSecondVote when its vote is not over", async () => {
        const { governor, citizens, post } = await loadFixture(aGovernor);
        const proposal = new Proposal(governor, citizens[0], [post(7)]);
        await proposal.propose();
        await expect(new SecondVote(proposal).propose())
          .to.be.revertedWithCustomError(governor, "NationGovernor_NoSecondVote")
          .withArgs(proposal.id);
      });

      it("reverts with GovernorNonexistentProposal when there was none", async () => {
        const { governor, citizens, post } = await loadFixture(aGovernor);
        const never = new Proposal(governor, citizens[0], [post(7)]);
        const id = await governor.hashProposal(never.targets, never.values, never.calldatas, never.hash);
        await expect(new SecondVote(never).propose())
          .to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal")
          .withArgs(id);
      });
    });
  });

  describe("secondVoteOf()", () => {
    it("returns the second call that may follow, and when", async () => {
      const { governor, proposal } = await loadFixture(aVoteWithoutQuorum);
      const from = (await governor.proposalDeadline(proposal.id)) + BigInt(days(14));
      expect(await governor.secondVoteOf(proposal.id)).to.deep.equal([SecondCall, from, from + BigInt(WINDOW)]);
    });

    it("returns the second reading that may follow, and when", async () => {
      const { governor, proposal } = await loadFixture(aBlockedVote);
      const from = (await governor.proposalDeadline(proposal.id)) + BigInt(days(30));
      expect(await governor.secondVoteOf(proposal.id)).to.deep.equal([SecondReading, from, from + BigInt(WINDOW)]);
    });

    it("returns none for a proposal whose vote is not over", async () => {
      const { governor, citizens, post } = await loadFixture(aGovernor);
      const proposal = new Proposal(governor, citizens[0], [post(7)]);
      await proposal.propose();
      expect(await governor.secondVoteOf(proposal.id)).to.deep.equal([First, 0n, 0n]);
    });
  });
});
