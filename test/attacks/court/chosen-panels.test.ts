import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { courtTerms } from "../../fixtures/court";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { aGovernor, CONSTITUTIONAL_ROLE } from "../../unit/governor/world";

// The power to choose seeds is the power to choose panels, and panels take citizenships away: a source of randomness of one's own would be a way
// round all that protects citizenship from a bare majority.
describe("Attack: choosing the panels by appointing one's own source of randomness", () => {
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
    const appointRandomness = court.interface.getFunction("appointRandomness");
    await constitution.setTargetFunctionRole(court, [appointRandomness.selector], CONSTITUTIONAL_ROLE);
    const call = {
      target: await court.getAddress(),
      data: court.interface.encodeFunctionData("appointRandomness", [await die.getAddress()]),
    };
    return { ...world, die, court, call, proposal: new Proposal(world.governor, citizens[0], [call], "A better die") };
  }

  it("needs the majority of a constitutional change", async () => {
    const { citizens, proposal } = await loadFixture(aRiggedDie);
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(citizens.slice(0, 6), inFavour);
    await proposal.voteAll(citizens.slice(6), against);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Defeated);
  });

  it("makes a whole proposal constitutional, whatever else it contains", async () => {
    const { governor, call, post } = await loadFixture(aRiggedDie);
    const calls = [post(1), call, post(2)];
    const targets = calls.map(({ target }) => target);
    const calldatas = calls.map(({ data }) => data);
    expect(await governor.classOf(targets, calldatas)).to.equal(1);
  });

  it("succeeds by a constitutional decision", async () => {
    const { citizens, proposal, court, die } = await loadFixture(aRiggedDie);
    await proposal.passAndExecute(citizens);
    expect(await court.randomness()).to.equal(die);
  });
});
