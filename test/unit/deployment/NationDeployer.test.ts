import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

async function aDeployer() {
  const [founder, stranger] = await ethers.getSigners();
  const deployer = await (await ethers.getContractFactory("NationDeployer")).deploy();
  const creationCode = (await ethers.getContractFactory("PlainAgent")).bytecode;
  const misbuilt = await ethers.getContractFactory("Misbuilt");
  return { deployer, founder, stranger, creationCode, misbuilt };
}

async function aFullDeployer() {
  const world = await aDeployer();
  // The shortest creation code that leaves a contract behind: one zero byte.
  for (let index = 0; index < 127; index++) await world.deployer.deploy(index, "0x60015ff3");
  return world;
}

describe("NationDeployer", () => {
  describe("constructor()", () => {
    it("stores the founder", async () => {
      const { deployer, founder } = await loadFixture(aDeployer);
      expect(await deployer.FOUNDER()).to.equal(founder);
    });

    it("has deployed nothing", async () => {
      const { deployer } = await loadFixture(aDeployer);
      expect(await deployer.deployedCount()).to.equal(0);
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

    it("reverts with NationDeployer_BeyondLast for index 127", async () => {
      const { deployer } = await loadFixture(aDeployer);
      await expect(deployer.addressOf(127))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_BeyondLast")
        .withArgs(127, 127);
    });

    it("reverts with NationDeployer_BeyondLast for the greatest uint256", async () => {
      const { deployer } = await loadFixture(aDeployer);
      await expect(deployer.addressOf(ethers.MaxUint256))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_BeyondLast")
        .withArgs(ethers.MaxUint256, 127);
    });
  });

  describe("deploy()", () => {
    it("creates the contract at the predicted address", async () => {
      const { deployer, creationCode } = await loadFixture(aDeployer);
      await deployer.deploy(0, creationCode);
      const agent = await ethers.getContractAt("PlainAgent", await deployer.addressOf(0));
      expect(await agent.PRINCIPAL()).to.equal(deployer);
    });

    it("emits Deployed", async () => {
      const { deployer, creationCode } = await loadFixture(aDeployer);
      await expect(deployer.deploy(0, creationCode))
        .to.emit(deployer, "Deployed")
        .withArgs(0, await deployer.addressOf(0));
    });

    it("increments deployedCount", async () => {
      const { deployer, creationCode } = await loadFixture(aDeployer);
      await deployer.deploy(0, creationCode);
      await deployer.deploy(1, creationCode);
      expect(await deployer.deployedCount()).to.equal(2);
    });

    // Checks DEPLOY-1.
    it("deploys 127 contracts, the last one at its predicted address", async () => {
      const { deployer } = await loadFixture(aFullDeployer);
      expect(await ethers.provider.getCode(await deployer.addressOf(126))).to.equal("0x00");
    });

    it("reverts with NationDeployer_BeyondLast for the 128th contract", async () => {
      const { deployer, creationCode } = await loadFixture(aFullDeployer);
      await expect(deployer.deploy(127, creationCode))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_BeyondLast")
        .withArgs(127, 127);
    });

    it("reverts with NationDeployer_NotFounder when the caller is not the founder", async () => {
      const { deployer, creationCode, founder, stranger } = await loadFixture(aDeployer);
      await expect(deployer.connect(stranger).deploy(0, creationCode))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_NotFounder")
        .withArgs(stranger, founder);
    });

    it("reverts with NationDeployer_WrongIndex when a step is sent twice", async () => {
      const { deployer, creationCode } = await loadFixture(aDeployer);
      await deployer.deploy(0, creationCode);
      await expect(deployer.deploy(0, creationCode))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_WrongIndex")
        .withArgs(0, 1);
    });

    it("reverts with NationDeployer_WrongIndex when an index is skipped", async () => {
      const { deployer, creationCode } = await loadFixture(aDeployer);
      await expect(deployer.deploy(1, creationCode))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_WrongIndex")
        .withArgs(1, 0);
    });

    it("reverts with the constructor's error when it gives one", async () => {
      const { deployer, misbuilt } = await loadFixture(aDeployer);
      const { data } = await misbuilt.getDeployTransaction(42);
      await expect(deployer.deploy(0, data)).to.be.revertedWithCustomError(misbuilt, "Misbuilt_Because").withArgs(42);
    });

    it("reverts with NationDeployer_NothingDeployed when a constructor gives no reason", async () => {
      const { deployer, misbuilt } = await loadFixture(aDeployer);
      const { data } = await misbuilt.getDeployTransaction(0);
      await expect(deployer.deploy(0, data))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_NothingDeployed")
        .withArgs(0);
    });

    it("reverts with NationDeployer_NothingDeployed when the creation code leaves nothing", async () => {
      const { deployer } = await loadFixture(aDeployer);
      await expect(deployer.deploy(0, "0x"))
        .to.be.revertedWithCustomError(deployer, "NationDeployer_NothingDeployed")
        .withArgs(0);
    });

    it("uses up no index when it fails", async () => {
      const { deployer, misbuilt, creationCode } = await loadFixture(aDeployer);
      const { data } = await misbuilt.getDeployTransaction(42);
      await expect(deployer.deploy(0, data)).to.be.revertedWithCustomError(misbuilt, "Misbuilt_Because").withArgs(42);
      await expect(deployer.deploy(0, creationCode))
        .to.emit(deployer, "Deployed")
        .withArgs(0, await deployer.addressOf(0));
    });

    it("deploys at an address that holds money already", async () => {
      const { deployer, creationCode } = await loadFixture(aDeployer);
      await setBalance(await deployer.addressOf(0), 1n);
      await deployer.deploy(0, creationCode);
      expect(await ethers.provider.getCode(await deployer.addressOf(0))).not.to.equal("0x");
    });

    it("reverts when native coin is sent", async () => {
      const { deployer, founder, creationCode } = await loadFixture(aDeployer);
      const data = deployer.interface.encodeFunctionData("deploy", [0, creationCode]);
      await expect(founder.sendTransaction({ to: deployer, data, value: 1 })).to.be.revertedWithoutReason();
    });
  });
});
