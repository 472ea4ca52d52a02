import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { nation } from "../../fixtures/institutions";

// Whoever repoints an institution's authority owns it. Only the government may, and only by updateAuthority: not by the
// constitution's own voice (execute), whatever functions an attacker was given.

const ROLE = 9n;

async function aGuardedInstitution() {
  const { constitution } = await nation({ only: ["constitution"], stub: { citizenship: "CitizenshipStub" } });
  const attacker = await (await ethers.getContractFactory("PlainAgent")).deploy();
  const institution = await (
    await ethers.getContractFactory("ProvisionsHarness")
  ).deploy(constitution, [
    { value: 1, min: 0, max: 2 },
    { value: 1, min: 0, max: 2 },
  ]);
  await constitution.grantRole(ROLE, attacker, 0);
  await constitution.setTargetFunctionRole(institution, [institution.setProvision.fragment.selector], ROLE);
  const seizure = institution.interface.encodeFunctionData("setAuthority", [await attacker.getAddress()]);
  return { constitution, institution, attacker, seizure };
}

describe("Attack: an institution's authority is pointed elsewhere", () => {
  it("reverts with AccessManagedUnauthorized for a role holder's direct call", async () => {
    const { institution, attacker, seizure } = await loadFixture(aGuardedInstitution);
    await expect(attacker.perform(institution, seizure))
      .to.be.revertedWithCustomError(institution, "AccessManagedUnauthorized")
      .withArgs(attacker);
  });

  it("reverts with AccessManagerUnauthorizedCall for a role holder's call in the constitution's voice", async () => {
    const { constitution, institution, attacker, seizure } = await loadFixture(aGuardedInstitution);
    const call = constitution.interface.encodeFunctionData("execute", [await institution.getAddress(), seizure]);
    await expect(attacker.perform(constitution, call))
      .to.be.revertedWithCustomError(constitution, "AccessManagerUnauthorizedCall")
      .withArgs(attacker, institution, seizure.slice(0, 10));
  });

  it("reverts with AccessManagerLockedFunction when the function itself is handed to a role", async () => {
    const { constitution, institution } = await loadFixture(aGuardedInstitution);
    const selector = institution.setAuthority.fragment.selector;
    await expect(constitution.setTargetFunctionRole(institution, [selector], ROLE))
      .to.be.revertedWithCustomError(constitution, "AccessManagerLockedFunction")
      .withArgs(selector);
  });

  it("lets the government replace the constitution", async () => {
    const { constitution, institution, attacker } = await loadFixture(aGuardedInstitution);
    await constitution.updateAuthority(institution, attacker);
    expect(await institution.authority()).to.equal(attacker);
  });
});
