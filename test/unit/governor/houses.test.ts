import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { against, inFavour } from "../../fixtures/governance";
import { anOpenVote, aProposal, coins } from "./world";

describe("NationGovernor", () => {
  describe("houses()", () => {
    it("tells nothing of the electorate before it is fixed", async () => {
      const { governor, proposal } = await loadFixture(aProposal);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.electorate).to.equal(0);
      expect(stake.electorate).to.equal(0);
    });

    it("tells electorate, shares and whether each house carries", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await proposal.voteAll(citizens.slice(0, 2), inFavour);
      await proposal.vote(citizens[2], against);
      const [people, stake] = await governor.houses(proposal.id);
      expect(people.hasSay).to.equal(true);
      expect(people.electorate).to.equal(10);
      expect(people.quorumShare).to.equal(20_00);
      expect(people.majorityShare).to.equal(50_00);
      expect(people.quorumReached).to.equal(true);
      expect(people.carried).to.equal(true);
      expect(stake.electorate).to.equal(coins(1_000));
      expect(stake.quorumReached).to.equal(true);
      expect(stake.carried).to.equal(true);
    });
  });
});
