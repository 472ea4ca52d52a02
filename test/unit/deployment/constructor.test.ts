import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aDeployer } from "./world";

describe("NationDeployer", () => {
  describe("constructor()", () => {
    it("stores the plan", async () => {
      const { deployer, plan } = await loadFixture(aDeployer);
      expect(await deployer.PLAN()).to.equal(plan.hash);
    });

    it("leaves all of the plan to do", async () => {
      const { deployer, plan } = await loadFixture(aDeployer);
      expect(await deployer.remaining()).to.equal(plan.hash);
    });

    it("stores the founder", async () => {
      const { deployer, founder } = await loadFixture(aDeployer);
      expect(await deployer.FOUNDER()).to.equal(founder);
    });

    it("stores the moment", async () => {
      const { deployer } = await loadFixture(aDeployer);
      expect(await deployer.CREATED_AT()).to.equal(await time.latest());
    });

    it("has not begun", async () => {
      const { deployer } = await loadFixture(aDeployer);
      expect(await deployer.begunAt()).to.equal(0);
    });

    it("has done nothing", async () => {
      const { deployer } = await loadFixture(aDeployer);
      expect([await deployer.stepCount(), await deployer.deployedCount()]).to.deep.equal([0n, 0n]);
    });
  });

  describe("addressOf()", () => {
    for (const index of [0, 1, 126]) {
      it(`returns the address of nonce ${index + 1} for index ${index}`, async () => {
        const { deployer } = await loadFixture(aDeployer);
        const from = await deployer.getAddress();
        expect(await deployer.addressOf(index)).to.equal(ethers.getCreateAddress({ from, nonce: index + 1 }));
      });
    }

    it("returns the deployer's own for 255", async () => {
      const { deployer } = await loadFixture(aDeployer);
      expect(await deployer.addressOf(255)).to.equal(deployer);
    });

    for (const index of [127n, 254n, 256n, ethers.MaxUint256]) {
      it(`reverts with NationDeployer_BeyondLast for index ${index}`, async () => {
        const { deployer } = await loadFixture(aDeployer);
        await expect(deployer.addressOf(index))
          .to.be.revertedWithCustomError(deployer, "NationDeployer_BeyondLast")
          .withArgs(index, 127);
      });
    }
  });
});
