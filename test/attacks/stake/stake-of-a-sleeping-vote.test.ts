import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { DOSSIER, waitUntil } from "../../fixtures/citizenship";
import { against, batchBallot, Proposal } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

// A newcomer's vote sleeps, so that nobody packs a nation before its citizens can answer. The newcomer's coin did not: it weighed
// at once, with a citizen to whom it was delegated, or in the newcomer's own ballot once the vote had woken.
describe("Attack: stake weighs for a citizen whose vote sleeps", () => {
  /** Five citizens, and a newcomer with half of the first one's coin. */
  async function aStakingNewcomer() {
    const world = await foundNation(5, { offices: [{ role: "registrar", citizen: "Citizen 1" }] });
    const { citizenship, coin, stake, citizens, stranger: newcomer, nation } = world;
    await citizenship.connect(newcomer).requestAdmission(DOSSIER);
    await citizenship.connect(citizens[0]).admit(newcomer);
    const newcomerId = await citizenship.citizenOf(newcomer);
    await coin.connect(citizens[0]).transfer(newcomer, (await coin.balanceOf(citizens[0])) / 2n);
    const stakeAll = async () =>
      coin.connect(newcomer)["transferAndCall(address,uint256)"](stake, await coin.balanceOf(newcomer));
    const motto = {
      target: await nation.getAddress(),
      data: nation.interface.encodeFunctionData("setMotto", ["Anything"]),
    };
    const { wakesAt } = await citizenship.citizen(newcomerId);
    return { ...world, newcomer, newcomerId, stakeAll, motto, wakesAt };
  }

  /** A proposal whose electorate is fixed before the newcomer's vote awakes, and whose vote is open after it. */
  async function aVoteAroundTheWaking() {
    const world = await aStakingNewcomer();
    const { governor, citizens, motto, wakesAt, newcomerId, citizenship } = world;
    await waitUntil(wakesAt - (await governor.votingDelay()) - 10n);
    const proposal = new Proposal(governor, citizens[2], [motto]);
    await proposal.propose();
    await waitUntil(wakesAt + 1n);
    await world.stakeAll();
    expect(await governor.proposalSnapshot(proposal.id)).to.be.lessThan(wakesAt);
    expect(await citizenship.mayVote(newcomerId)).to.equal(true);
    return { ...world, proposal };
  }

  it("is not put at stake", async () => {
    const { stake, stakeAll, newcomerId } = await loadFixture(aStakingNewcomer);
    await expect(stakeAll()).to.be.revertedWithCustomError(stake, "Stake_MayNotVote").withArgs(newcomerId);
  });

  it("is delegated to nobody", async () => {
    const { stake, newcomer, newcomerId, citizens } = await loadFixture(aStakingNewcomer);
    await expect(stake.connect(newcomer).delegate(citizens[1]))
      .to.be.revertedWithCustomError(stake, "Stake_MayNotVote")
      .withArgs(newcomerId);
  });

  it("is delegated once the vote has woken", async () => {
    const { stake, stakeAll, newcomer, newcomerId, citizens, wakesAt } = await loadFixture(aStakingNewcomer);
    await waitUntil(wakesAt);
    await stakeAll();
    await stake.connect(newcomer).delegate(citizens[1]);
    expect(await stake.votesOf(newcomerId)).to.equal(0n);
  });

  it("weighs nothing in a vote whose electorate was fixed before", async () => {
    const { governor, proposal, newcomer, newcomerId } = await loadFixture(aVoteAroundTheWaking);
    await expect(proposal.vote(newcomer, against))
      .to.be.revertedWithCustomError(governor, "NationGovernor_NoVotes")
      .withArgs(newcomer.address, newcomerId, await governor.proposalSnapshot(proposal.id));
  });

  it("weighs nothing there in a batch of ballots either", async () => {
    const { governor, proposal, newcomer, newcomerId } = await loadFixture(aVoteAroundTheWaking);
    const terms = { voter: newcomer, citizenId: Number(newcomerId), proposalId: proposal.id, support: against };
    await governor.castVotesBySig(proposal.id, await batchBallot(governor, terms));
    expect(await governor.hasCitizenVoted(proposal.id, newcomerId)).to.equal(false);
    expect((await governor.houses(proposal.id)).stake.againstVotes).to.equal(0n);
  });

  it("weighs nothing there that others delegated to the newcomer", async () => {
    const world = await loadFixture(aStakingNewcomer);
    const { coin, stake, governor, citizens, newcomer, newcomerId, motto, wakesAt } = world;
    await coin.connect(citizens[1])["transferAndCall(address,uint256)"](stake, ethers.parseEther("1"));
    await stake.connect(citizens[1]).delegate(newcomer);
    await waitUntil(wakesAt - (await governor.votingDelay()) - 10n);
    const proposal = new Proposal(governor, citizens[2], [motto]);
    await proposal.propose();
    await waitUntil(wakesAt + 1n);
    await expect(proposal.vote(newcomer, against))
      .to.be.revertedWithCustomError(governor, "NationGovernor_NoVotes")
      .withArgs(newcomer.address, newcomerId, await governor.proposalSnapshot(proposal.id));
  });
});
