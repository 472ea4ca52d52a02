import { loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { concat, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { dataOf } from "../../../sdk/src/founding/steps";
import { creating, planned } from "../../fixtures/deployer";
import { aDeployer, misbuilt, SHORTEST } from "./world";

const onlyStep = async (template: string, patches?: string) => planned([creating(template, patches)]);

describe("NationDeployer", () => {
  describe("create()", () => {
    it("creates the contract at the predicted address", async () => {
      const { deployer, perform } = await loadFixture(aDeployer);
      await perform(0);
      const agent = await ethers.getContractAt("PlainAgent", await deployer.addressOf(0));
      expect(await agent.PRINCIPAL()).to.equal(deployer);
    });

    it("emits Deployed", async () => {
      const { deployer, perform } = await loadFixture(aDeployer);
      await expect(perform(0))
        .to.emit(deployer, "Deployed")
        .withArgs(0, await deployer.addressOf(0));
    });

    it("emits StepPerformed", async () => {
      const { deployer, plan, perform } = await loadFixture(aDeployer);
      await expect(perform(0)).to.emit(deployer, "StepPerformed").withArgs(1, plan.rests[0]);
    });

    it("leaves the rest of the plan to do", async () => {
      const { deployer, plan, perform } = await loadFixture(aDeployer);
      await perform(0);
      expect(await deployer.remaining()).to.equal(plan.rests[0]);
    });

    it("counts the step and the contract", async () => {
      const { deployer, perform } = await loadFixture(aDeployer);
      await perform(0);
      expect([await deployer.stepCount(), await deployer.deployedCount()]).to.deep.equal([1n, 1n]);
    });

    it("lets a stranger bring the step once the founder has begun", async () => {
      const { deployer, perform, stranger } = await loadFixture(aDeployer);
      await perform(0);
      await expect(perform(1, stranger)).to.emit(deployer, "Deployed");
    });

    it("keeps the moment of the first step", async () => {
      const { deployer, perform } = await loadFixture(aDeployer);
      await perform(0);
      const begunAt = await time.latest();
      await perform(1);
      expect(await deployer.begunAt()).to.equal(begunAt);
    });

    it("reverts with NationDeployer_NotFounder when a stranger brings the first step", async () => {
      const { deployer, perform, founder, stranger } = await loadFixture(aDeployer);
      await expect(perform(0, stranger))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_NotFounder")
        .withArgs(stranger, founder);
    });

    it("lets anybody bring the first step where no founder is named", async () => {
      const { stranger } = await loadFixture(aDeployer);
      const { deployer, perform } = await planned([creating(SHORTEST)], ethers.ZeroAddress);
      await expect(perform(0, stranger)).to.emit(deployer, "Deployed");
    });

    it("fills addresses into the constructor's arguments", async () => {
      const misbuiltContract = await ethers.getContractFactory("Misbuilt");
      const code = concat([misbuiltContract.bytecode, ZeroHash]);
      const offset = ethers.toBeHex(ethers.dataLength(code) - 32, 3);
      const { deployer, perform } = await onlyStep(code, concat([offset, "0xff"]));
      await expect(perform(0))
        .to.be.revertedWithCustomError(misbuiltContract, "Misbuilt_Because")
        .withArgs(BigInt(await deployer.getAddress()));
    });

    // Checks DEPLOY-1.
    it("deploys 127 contracts, the last one at its predicted address", async () => {
      const { deployer, perform } = await planned(Array.from({ length: 127 }, () => creating(SHORTEST)));
      for (let index = 0; index < 127; ++index) await perform(index);
      expect(await ethers.provider.getCode(await deployer.addressOf(126))).to.equal("0x00");
    });

    it("reverts with NationDeployer_BeyondLast for the 128th contract", async () => {
      const { deployer, perform } = await planned(Array.from({ length: 128 }, () => creating(SHORTEST)));
      for (let index = 0; index < 127; ++index) await perform(index);
      await expect(perform(127))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_BeyondLast")
        .withArgs(127, 127);
    });

    it("passes the constructor's error on", async () => {
      const { perform } = await onlyStep(await misbuilt(42));
      const misbuiltContract = await ethers.getContractFactory("Misbuilt");
      await expect(perform(0)).to.be.revertedWithCustomError(misbuiltContract, "Misbuilt_Because").withArgs(42);
    });

    it("reverts with NationDeployer_NothingDeployed when a constructor gives no reason", async () => {
      const { deployer, perform } = await onlyStep(await misbuilt(0));
      await expect(perform(0)).to.be.revertedWithCustomError(deployer, "NationDeployer_NothingDeployed").withArgs(0);
    });

    it("reverts with NationDeployer_NothingDeployed when the creation code leaves nothing", async () => {
      const { deployer, perform } = await onlyStep("0x");
      await expect(perform(0)).to.be.revertedWithCustomError(deployer, "NationDeployer_NothingDeployed").withArgs(0);
    });

    it("reverts with NationDeployer_PatchOutside when a patch ends behind the template", async () => {
      const { deployer, perform } = await onlyStep(`${SHORTEST}${"00".repeat(32)}`, "0x00000500");
      await expect(perform(0)).to.be.revertedWithCustomError(deployer, "NationDeployer_PatchOutside").withArgs(5, 36);
    });

    it("uses a patch that ends where the template ends", async () => {
      const { deployer, perform } = await onlyStep(`${SHORTEST}${"00".repeat(32)}`, "0x00000400");
      await expect(perform(0)).to.emit(deployer, "Deployed");
    });

    it("uses up no step when it fails", async () => {
      const { deployer, plan, perform } = await onlyStep(await misbuilt(0));
      await expect(perform(0)).to.be.rejected;
      expect(await deployer.remaining()).to.equal(plan.hash);
    });

    it("deploys at an address that holds money already", async () => {
      const { deployer, perform } = await loadFixture(aDeployer);
      await setBalance(await deployer.addressOf(0), 1n);
      await perform(0);
      expect(await ethers.provider.getCode(await deployer.addressOf(0))).not.to.equal("0x");
    });

    it("reverts when native coin is sent", async () => {
      const { deployer, plan, founder } = await loadFixture(aDeployer);
      const data = dataOf(plan.steps[0], plan.rests[0]);
      await expect(founder.sendTransaction({ to: deployer, data, value: 1 })).to.be.revertedWithoutReason();
    });
  });

  // Checks DEPLOY-2.
  describe("the plan", () => {
    /** Brings a step that the plan doesn't have at this place. */
    const shouldRefuse = (what: string, data: (world: Awaited<ReturnType<typeof aDeployer>>) => string) => {
      it(`reverts with NationDeployer_NotInPlan for ${what}`, async () => {
        const world = await loadFixture(aDeployer);
        const { deployer, founder, plan } = world;
        await expect(founder.sendTransaction({ to: deployer, data: data(world) }))
          .to.be.revertedWithCustomError(deployer, "NationDeployer_NotInPlan")
          .withArgs((hash: string) => hash !== plan.hash, plan.hash);
      });
    };
    shouldRefuse("another code", ({ plan }) => dataOf(creating(SHORTEST), plan.rests[0]));
    shouldRefuse("other patches", ({ plan: { steps, rests } }) =>
      dataOf({ ...steps[0], patches: "0x00000000" } as never, rests[0]),
    );
    shouldRefuse("another rest", ({ plan: { steps, rests } }) => dataOf(steps[0], rests[1]));
    shouldRefuse("a step that comes later", ({ plan: { steps, rests } }) => dataOf(steps[1], rests[1]));
    shouldRefuse("the rest without the step", ({ plan: { steps, rests } }) => dataOf(steps[2], rests[2]));
    shouldRefuse("the same data as a step of another kind", ({ plan: { steps, rests } }) =>
      dataOf({ ...steps[0], kind: "call", index: 0 } as never, rests[0]),
    );

    it("reverts with NationDeployer_NotInPlan for a step that was done", async () => {
      const { deployer, perform, plan } = await loadFixture(aDeployer);
      await perform(0);
      await expect(perform(0))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_NotInPlan")
        .withArgs(plan.hash, plan.rests[0]);
    });

    it("leaves no function once it is done", async () => {
      const { deployer, perform, plan } = await loadFixture(aDeployer);
      for (const index of [0, 1, 2]) await perform(index);
      for (const index of [0, 1, 2]) {
        await expect(perform(index))
          .to.be.revertedWithCustomError(deployer, "NationDeployer_NotInPlan")
          .withArgs(index === 0 ? plan.hash : plan.rests[index - 1], ZeroHash);
      }
    });
  });
});
