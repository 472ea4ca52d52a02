import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { lendCode } from "../../fixtures/account-code";
import { aConstitution, CONSTITUTIONAL, DAY, EVERYONE, GOVERNMENT, JUSTICE, REGISTRAR } from "./world";

describe("Constitution", () => {
  describe("grantRole()", () => {
    it("grants to a contract", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      const now = (await time.latest()) + 60;
      await time.setNextBlockTimestamp(now);
      await expect(constitution.grantRole(JUSTICE, agent, 0))
        .to.emit(constitution, "RoleGranted")
        .withArgs(JUSTICE, agent, 0, now, true);
    });

    it("changes the delay of an institution that has the role", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await constitution.grantRole(JUSTICE, agent, 0);
      await constitution.grantRole(JUSTICE, agent, DAY);
      expect(await constitution.hasRole(JUSTICE, agent)).to.deep.equal([true, BigInt(DAY)]);
    });

    for (const role of [GOVERNMENT, REGISTRAR]) {
      it(`reverts for a plain account and the role ${role}`, async () => {
        const { constitution, stranger } = await loadFixture(aConstitution);
        await expect(constitution.grantRole(role, stranger, 0))
          .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
          .withArgs(role, stranger);
      });
    }

    it("reverts for a contract that holds a citizenship", async () => {
      const { constitution, agent, citizenship, record } = await loadFixture(aConstitution);
      await citizenship.write(8, { ...record, holder: await agent.getAddress() });
      await expect(constitution.grantRole(JUSTICE, agent, 0))
        .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
        .withArgs(JUSTICE, agent);
    });

    it("reverts for a plain account that delegated its code", async () => {
      const { constitution, agent, stranger } = await loadFixture(aConstitution);
      await lendCode(stranger.address, ethers.concat(["0xef0100", await agent.getAddress()]));
      await expect(constitution.grantRole(JUSTICE, stranger, 0))
        .to.be.revertedWithCustomError(constitution, "Constitution_PersonNeedsTerm")
        .withArgs(JUSTICE, stranger);
    });

    it("reverts for a government with an execution delay", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await expect(constitution.grantRole(GOVERNMENT, agent, 1))
        .to.be.revertedWithCustomError(constitution, "Constitution_GovernmentDelayed")
        .withArgs(1);
    });

    it("reverts for the role of constitutional functions, which is the government's", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await expect(constitution.grantRole(CONSTITUTIONAL, agent, 0))
        .to.be.revertedWithCustomError(constitution, "Constitution_HeldByGovernment")
        .withArgs(CONSTITUTIONAL);
    });

    it("reverts for the role that is everyone's", async () => {
      const { constitution, agent } = await loadFixture(aConstitution);
      await expect(constitution.grantRole(EVERYONE, agent, 0))
        .to.be.revertedWithCustomError(constitution, "AccessManagerLockedRole")
        .withArgs(EVERYONE);
    });
  });

  describe("setGrantDelay()", () => {
    it("lets grants of any other role wait", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await constitution.setGrantDelay(JUSTICE, DAY);
      await time.increase(5 * DAY);
      expect(await constitution.getRoleGrantDelay(JUSTICE)).to.equal(DAY);
    });

    it("reverts for the government, whose successor would be powerless meanwhile", async () => {
      const { constitution } = await loadFixture(aConstitution);
      await expect(constitution.setGrantDelay(GOVERNMENT, 1))
        .to.be.revertedWithCustomError(constitution, "Constitution_GovernmentDelayed")
        .withArgs(1);
    });
  });
});
