import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Proposal } from "../../fixtures/governance";
import { aGovernor } from "../../unit/governor/world";

// What is constitutional is known from the addresses that the governor was founded with. Under another constitution, grants of
// power would be ordinary proposals.
describe("Attack: ruling a second constitution by ordinary proposals", () => {
  async function aSecondConstitution() {
    const world = await aGovernor();
    const second = await ethers.deployContract("AccessManager", [world.founder.address]);
    await second.grantRole(0, world.timelock, 0);
    return { ...world, second };
  }

  it("cannot come to pass: the governor keeps the constitution that it guards", async () => {
    const { governor, constitution, second } = await loadFixture(aSecondConstitution);
    await expect(constitution.updateAuthority(governor, second))
      .to.be.revertedWithCustomError(governor, "NationGovernor_ConstitutionIsFixed")
      .withArgs(second.target);
    expect(await governor.authority()).to.equal(constitution);
  });

  it("reverts with NationGovernor_ConstitutionIsFixed for a constitutional proposal, too", async () => {
    const { governor, constitution, second, citizens } = await loadFixture(aSecondConstitution);
    const data = constitution.interface.encodeFunctionData("updateAuthority", [governor.target, second.target]);
    const proposal = new Proposal(governor, citizens[0], [{ target: constitution.target as string, data }]);
    await proposal.passAndQueue(citizens);
    await proposal.mature();
    await expect(proposal.execute())
      .to.be.revertedWithCustomError(governor, "NationGovernor_ConstitutionIsFixed")
      .withArgs(second.target);
  });

  it("reverts with NationGovernor_ConstitutionIsFixed for every other caller", async () => {
    const { governor, stranger, second } = await loadFixture(aSecondConstitution);
    await expect(governor.connect(stranger).setAuthority(second))
      .to.be.revertedWithCustomError(governor, "NationGovernor_ConstitutionIsFixed")
      .withArgs(second.target);
  });
});
