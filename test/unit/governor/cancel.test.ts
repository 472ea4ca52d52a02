import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { State } from "../../fixtures/governance";
import { anOpenVote, aProposal } from "./world";

describe("NationGovernor", () => {
  describe("cancel()", () => {
    it("cancels for the proposer until the vote opens", async () => {
      const { proposal } = await loadFixture(aProposal);
      await proposal.cancel();
      expect(await proposal.state()).to.equal(State.Canceled);
    });

    it("reverts with GovernorUnableToCancel when the caller is not the proposer", async () => {
      const { governor, proposal, citizens } = await loadFixture(aProposal);
      await expect(proposal.cancel(citizens[1]))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[1].address);
    });

    it("cancels for the proposer's new key", async () => {
      const { proposal, electorate, newKey } = await loadFixture(aProposal);
      await electorate.move(1, newKey);
      await proposal.cancel(newKey);
      expect(await proposal.state()).to.equal(State.Canceled);
    });

    it("reverts with GovernorUnableToCancel when the caller is the proposer's former key", async () => {
      const { governor, proposal, electorate, newKey, citizens } = await loadFixture(aProposal);
      await electorate.move(1, newKey);
      await expect(proposal.cancel())
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[0].address);
    });

    it("reverts with GovernorUnableToCancel once the vote is open", async () => {
      const { governor, proposal, citizens } = await loadFixture(anOpenVote);
      await expect(proposal.cancel())
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, citizens[0].address);
    });
  });
});
