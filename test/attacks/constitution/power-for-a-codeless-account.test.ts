import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { creating, planned } from "../../fixtures/deployer";
import { nation } from "../../fixtures/institutions";

// A role without a term is for contracts. An address that has no code yet may become anything: a person's key, or a contract
// whose creation the attacker times. It is refused until there is code to look at.

async function aConstitution() {
  const { constitution } = await nation({ only: ["constitution"], stub: { citizenship: "CitizenshipStub" } });
  const { bytecode } = await ethers.getContractFactory("PlainAgent");
  return { constitution, ...(await planned([creating(bytecode)])) };
}

// Checks POWER-6.
describe("Attack: power is granted to an account without code", () => {
  it("reverts with Constitution_PersonNeedsTerm for an address at which a contract is only predicted", async () => {
    const { constitution, deployer } = await loadFixture(aConstitution);
    const predicted = await deployer.addressOf(0);
    await expect(constitution.grantRole(3, predicted, 0))
      .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
      .withArgs(3, predicted);
  });

  it("accepts it once the contract is there", async () => {
    const { constitution, deployer, perform } = await loadFixture(aConstitution);
    await perform(0);
    await constitution.grantRole(3, await deployer.addressOf(0), 0);
    expect((await constitution.hasRole(3, await deployer.addressOf(0))).isMember).to.equal(true);
  });

  it("reverts with Constitution_PersonNeedsTerm for the zero address", async () => {
    const { constitution } = await loadFixture(aConstitution);
    await expect(constitution.grantRole(0, ethers.ZeroAddress, 0))
      .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
      .withArgs(0, ethers.ZeroAddress);
  });
});
