import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { courtTerms } from "../../fixtures/court";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

// Whoever chooses the seeds chooses the panels, and panels take citizenships away: a source of chance of one's own would be a way
// round all that protects citizenship from a bare majority.
describe("Attack: choosing the panels by appointing one's own source of chance", () => {
  async function aRiggedDie() {
    const world = await aGovernor();
    const { constitution, electorate, founder, citizens } = world;
    const die = await ethers.deployContract("RandomnessStub");
    const court = await ethers.deployContract("Court", [
      constitution,
      electorate,
      founder,
      founder,
      founder,
      courtTerms(),
    ]);
    const call = {
      target: await court.getAddress(),
      data: court.interface.encodeFunctionData("appointRandomness", [await die.getAddress()]),
    };
    return { ...world, die, court, call, proposal: new Proposal(world.governor, citizens[0], [call], "A better die") };
  }

  it("takes what a change of the constitution takes, not a bare majority", async () => {
    const { citizens, proposal } = await loadFixture(aRiggedDie);
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(citizens.slice(0, 6), inFavour);
    await proposal.voteAll(citizens.slice(6), against);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);
  });

  it("cannot be hidden among ordinary acts", async () => {
    const { governor, call, post } = await loadFixture(aRiggedDie);
    const calls = [post(1), call, post(2)];
    const targets = calls.map(({ target }) => target);
    const calldatas = calls.map(({ data }) => data);
    expect(await governor.classOf(targets, calldatas)).to.equal(1);
  });

  it("is what the citizens can decide when they mean it", async () => {
    const { citizens, proposal, court, die } = await loadFixture(aRiggedDie);
    await proposal.passAndExecute(citizens);
    expect(await court.randomness()).to.equal(die);
  });
});
