import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { calling, creating, planned } from "../../fixtures/deployer";
import { aDeployer, posting } from "./world";

async function aDeployerWithItsContracts() {
  const world = await aDeployer();
  await world.perform(0);
  await world.perform(1);
  return world;
}

describe("NationDeployer", () => {
  describe("call()", () => {
    it("calls the contract, with addresses filled in", async () => {
      const { deployer, perform, noticeboard } = await loadFixture(aDeployerWithItsContracts);
      await perform(2);
      expect(await noticeboard.getFunction("notice")()).to.equal(BigInt(await deployer.addressOf(0)));
    });

    it("emits StepPerformed", async () => {
      const { deployer, perform } = await loadFixture(aDeployerWithItsContracts);
      await expect(perform(2)).to.emit(deployer, "StepPerformed").withArgs(3, ZeroHash);
    });

    it("lets a stranger bring the step", async () => {
      const { deployer, perform, stranger } = await loadFixture(aDeployerWithItsContracts);
      await expect(perform(2, stranger)).to.emit(deployer, "StepPerformed");
    });

    it("passes the contract's error on", async () => {
      const noticeboard = await ethers.getContractFactory("Noticeboard");
      const { perform } = await planned([creating(noticeboard.bytecode), calling(0, await posting(13))]);
      await perform(0);
      await expect(perform(1)).to.be.revertedWithCustomError(noticeboard, "Noticeboard_Refused").withArgs(13);
    });

    it("uses up no step when it fails", async () => {
      const noticeboard = await ethers.getContractFactory("Noticeboard");
      const { deployer, plan, perform } = await planned([
        creating(noticeboard.bytecode),
        calling(0, await posting(13)),
      ]);
      await perform(0);
      await expect(perform(1)).to.be.rejected;
      expect(await deployer.remaining()).to.equal(plan.rests[0]);
    });

    it("reverts with NationDeployer_NoContract when nothing stands at the index", async () => {
      const { deployer, perform } = await planned([calling(0, "0x")]);
      await expect(perform(0))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_NoContract")
        .withArgs(await deployer.addressOf(0));
    });

    it("reverts with NationDeployer_PatchOutside when a patch ends behind the data", async () => {
      const noticeboard = await ethers.getContractFactory("Noticeboard");
      const steps = [creating(noticeboard.bytecode), calling(0, await posting(0), "0x00000500")];
      const { deployer, perform } = await planned(steps);
      await perform(0);
      await expect(perform(1)).to.be.revertedWithCustomError(deployer, "NationDeployer_PatchOutside").withArgs(5, 36);
    });

    it("reverts with NationDeployer_BeyondLast for an index that no contract has", async () => {
      const { deployer, perform } = await planned([calling(254, "0x")]);
      await expect(perform(0)).to.be.revertedWithCustomError(deployer, "NationDeployer_BeyondLast").withArgs(254, 127);
    });
  });
});
