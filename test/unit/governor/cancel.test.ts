import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { State } from "../../fixtures/governance";
import { anOpenVote, aProposal } from "./world";

describe("NationGovernor", () => {
  describe("cancel()", () => {
    it("is the proposer's right until the vote opens", async () => {
      const { proposal } = await loadFixture(aProposal);
      await proposal.cancel();
      expect(await proposal.state()).to.equal(State.Canceled);
    });

    it("is nobody else's", async () => {
      const { governor, proposal, citizens } = await loadFixture(aProposal);
      await expect(proposal.cancel(citizens[1]))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[1].address);
    });

    it("is over once the vote is open", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(proposal.cancel())
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[0].address);
    });
  });
});
