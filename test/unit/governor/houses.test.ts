import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { abstain, against, inFavour } from "../../fixtures/governance";
import { recordOf } from "../../fixtures/records";
import { anOpenVote, aProposal, coins } from "./world";

describe("NationGovernor", () => {
  describe("houses()", () => {
    it("tells nothing of the electorate before it is fixed", async () => {
      const { governor, proposal } = await loadFixture(aProposal);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.electorate).to.equal(0);
      expect(stake.electorate).to.equal(0);
    });

    it("tells nothing of a proposal that there is not", async () => {
      const { governor } = await loadFixture(aProposal);
      const [people, stake] = await governor.houses(1);
      expect(people.electorate).to.equal(0);
      expect(stake.hasSay).to.equal(false);
    });

    it("tells the citizens' votes, what they need, and that they carry", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.voteAll(citizens.slice(0, 3), inFavour);
      await proposal.vote(citizens[3], against);
      await proposal.vote(citizens[4], abstain);
      const [people] = await governor.houses(proposal.id);
      expect(recordOf(people)).to.deep.equal({
        againstVotes: 1n,
        forVotes: 3n,
        abstainVotes: 1n,
        electorate: 10n,
        quorum: 3n,
        quorumShare: 20_00n,
        majorityShare: 50_00n,
        quorumReached: true,
        carried: true,
      });
    });

    it("tells the stake, what an objection needs, and that there is none", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.voteAll(citizens.slice(0, 3), inFavour);
      await proposal.vote(citizens[3], against);
      await proposal.vote(citizens[4], abstain);
      const [, stake] = await governor.houses(proposal.id);
      expect(recordOf(stake)).to.deep.equal({
        hasSay: true,
        againstVotes: coins(100),
        forVotes: coins(300),
        electorate: coins(1_000),
        objectionShare: 10_00n,
        objectors: 1n,
        objectorsNeeded: 3n,
        objects: false,
      });
    });

    it("tells that the stake house objects", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.voteAll(citizens.slice(0, 3), against);
      const [, stake] = await governor.houses(proposal.id);
      expect(stake.objects).to.equal(true);
    });
  });

  describe("proposerOf()", () => {
    it("returns the citizen who proposed", async () => {
      const { governor, proposal } = await loadFixture(aProposal);
      expect(await governor.proposerOf(proposal.id)).to.equal(1);
    });
  });
});
