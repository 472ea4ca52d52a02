import { impersonateAccount, loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aConstitution, GOVERNMENT, JUSTICE } from "./world";

describe("Constitution", () => {
  // Checks POWER-5.
  describe("revokeRole()", () => {
    it("takes any other role from its last member", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await constitution.grantRole(JUSTICE, agent, 0);
      await constitution.revokeRole(JUSTICE, agent);
      expect((await constitution.hasRole(JUSTICE, agent)).isMember).to.equal(false);
    });

    it("takes the government's power from one of two", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.revokeRole(GOVERNMENT, agent);
      expect((await constitution.hasRole(GOVERNMENT, agent)).isMember).to.equal(false);
      expect((await constitution.hasRole(GOVERNMENT, founder)).isMember).to.equal(true);
    });

    it("changes nothing for who does not hold the government's power", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.revokeRole(GOVERNMENT, agent);
      expect((await constitution.hasRole(GOVERNMENT, founder)).isMember).to.equal(true);
    });

    it("reverts for the last one with the government's power", async () => {
      const { constitution, founder } = await loadFixture(aConstitution);
      await expect(constitution.revokeRole(GOVERNMENT, founder))
        .to.be.revertedWithCustomError(constitution, "Constitution_LastGovernment")
        .withArgs(founder);
    });
  });

  // Checks POWER-5.
  describe("renounceRole()", () => {
    it("hands over when a successor has the government's power", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.renounceRole(GOVERNMENT, founder);
      expect((await constitution.hasRole(GOVERNMENT, founder)).isMember).to.equal(false);
    });

    it("reverts with Constitution_LastGovernment, however often a successor was granted the power", async () => {
      const { constitution, agent, founder } = await loadFixture(aConstitution);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.grantRole(GOVERNMENT, agent, 0);
      await constitution.renounceRole(GOVERNMENT, founder);
      const successor = await agent.getAddress();
      await impersonateAccount(successor);
      await setBalance(successor, ethers.parseEther("1"));
      await expect(constitution.connect(await ethers.getSigner(successor)).renounceRole(GOVERNMENT, successor))
        .to.be.revertedWithCustomError(constitution, "Constitution_LastGovernment")
        .withArgs(agent);
    });

    it("reverts for the last one with the government's power", async () => {
      const { constitution, founder } = await loadFixture(aConstitution);
      await expect(constitution.renounceRole(GOVERNMENT, founder))
        .to.be.revertedWithCustomError(constitution, "Constitution_LastGovernment")
        .withArgs(founder);
    });
  });
});
