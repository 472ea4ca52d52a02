import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

// CVE-2022-31198: lowering the quorum made proposals pass that had failed for want of it.
describe("Attack: reviving a defeated proposal by lowering the quorum", () => {
  it("leaves it defeated", async () => {
    const { governor, citizens, post } = await loadFixture(aGovernor);
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.propose();
    await proposal.open();
    await proposal.vote(citizens[0], inFavour);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);

    await governor.setProvision(ethers.encodeBytes32String("citizenQuorum"), 5_00);
    expect(await proposal.state()).to.equal(State.Defeated);
    await time.increase(1);
    await expect(proposal.queue()).to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState");
  });

  it("leaves it defeated when the electorate shrinks after the snapshot", async () => {
    const { governor, citizens, post, electorate } = await loadFixture(aGovernor);
    const proposal = new Proposal(governor, citizens[0], [post(7)]);
    await proposal.propose();
    await proposal.open();
    await proposal.vote(citizens[0], inFavour);
    await electorate.setActive(9, false);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);
    expect((await governor.houses(proposal.id)).citizens.electorate).to.equal(10);
  });
});
