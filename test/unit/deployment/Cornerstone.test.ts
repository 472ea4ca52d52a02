import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

async function aCornerstone() {
  const [founder, stranger] = await ethers.getSigners();
  const cornerstone = await (await ethers.getContractFactory("Cornerstone")).deploy();
  const stone = (await ethers.getContractFactory("PlainAgent")).bytecode;
  const misbuilt = await ethers.getContractFactory("Misbuilt");
  return { cornerstone, founder, stranger, stone, misbuilt };
}

async function aFullCornerstone() {
  const world = await aCornerstone();
  // The shortest creation code that leaves a contract behind: one zero byte.
  for (let index = 0; index < 127; index++) await world.cornerstone.lay(index, "0x60015ff3");
  return world;
}

describe("Cornerstone", () => {
  describe("constructor()", () => {
    it("remembers the founder", async () => {
      const { cornerstone, founder } = await loadFixture(aCornerstone);
      expect(await cornerstone.FOUNDER()).to.equal(founder);
    });

    it("has laid nothing", async () => {
      const { cornerstone } = await loadFixture(aCornerstone);
      expect(await cornerstone.laid()).to.equal(0);
    });
  });

  describe("addressOf()", () => {
    for (const index of [0, 1, 126]) {
      it(`foretells the address that the nonce ${index + 1} gives`, async () => {
        const { cornerstone } = await loadFixture(aCornerstone);
        const from = await cornerstone.getAddress();
        expect(await cornerstone.addressOf(index)).to.equal(ethers.getCreateAddress({ from, nonce: index + 1 }));
      });
    }

    it("reverts for index 127", async () => {
      const { cornerstone } = await loadFixture(aCornerstone);
      await expect(cornerstone.addressOf(127))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_BeyondLast")
        .withArgs(127, 127);
    });

    it("reverts for the greatest index", async () => {
      const { cornerstone } = await loadFixture(aCornerstone);
      await expect(cornerstone.addressOf(ethers.MaxUint256))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_BeyondLast")
        .withArgs(ethers.MaxUint256, 127);
    });
  });

  describe("lay()", () => {
    it("creates the contract at the address foretold", async () => {
      const { cornerstone, stone } = await loadFixture(aCornerstone);
      await cornerstone.lay(0, stone);
      const agent = await ethers.getContractAt("PlainAgent", await cornerstone.addressOf(0));
      expect(await agent.PRINCIPAL()).to.equal(cornerstone);
    });

    it("announces the stone", async () => {
      const { cornerstone, stone } = await loadFixture(aCornerstone);
      await expect(cornerstone.lay(0, stone))
        .to.emit(cornerstone, "StoneLaid")
        .withArgs(0, await cornerstone.addressOf(0));
    });

    it("counts the stones", async () => {
      const { cornerstone, stone } = await loadFixture(aCornerstone);
      await cornerstone.lay(0, stone);
      await cornerstone.lay(1, stone);
      expect(await cornerstone.laid()).to.equal(2);
    });

    it("carries 127 stones, each where it was foretold", async () => {
      const { cornerstone } = await loadFixture(aFullCornerstone);
      expect(await ethers.provider.getCode(await cornerstone.addressOf(126))).to.equal("0x00");
    });

    it("reverts for the 128th", async () => {
      const { cornerstone, stone } = await loadFixture(aFullCornerstone);
      await expect(cornerstone.lay(127, stone))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_BeyondLast")
        .withArgs(127, 127);
    });

    it("reverts for whoever is not the founder", async () => {
      const { cornerstone, stone, founder, stranger } = await loadFixture(aCornerstone);
      await expect(cornerstone.connect(stranger).lay(0, stone))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_NotFounder")
        .withArgs(stranger, founder);
    });

    it("reverts for a step sent twice", async () => {
      const { cornerstone, stone } = await loadFixture(aCornerstone);
      await cornerstone.lay(0, stone);
      await expect(cornerstone.lay(0, stone))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_WrongIndex")
        .withArgs(0, 1);
    });

    it("reverts for a step that is not due yet", async () => {
      const { cornerstone, stone } = await loadFixture(aCornerstone);
      await expect(cornerstone.lay(1, stone))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_WrongIndex")
        .withArgs(1, 0);
    });

    it("passes a constructor's reason on", async () => {
      const { cornerstone, misbuilt } = await loadFixture(aCornerstone);
      const { data } = await misbuilt.getDeployTransaction(42);
      await expect(cornerstone.lay(0, data)).to.be.revertedWithCustomError(misbuilt, "Misbuilt_Because").withArgs(42);
    });

    it("says so when a constructor gives no reason", async () => {
      const { cornerstone, misbuilt } = await loadFixture(aCornerstone);
      const { data } = await misbuilt.getDeployTransaction(0);
      await expect(cornerstone.lay(0, data))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_NothingBuilt")
        .withArgs(0);
    });

    it("says so when creation code leaves nothing behind", async () => {
      const { cornerstone } = await loadFixture(aCornerstone);
      await expect(cornerstone.lay(0, "0x"))
        .to.be.revertedWithCustomError(cornerstone, "Cornerstone_NothingBuilt")
        .withArgs(0);
    });

    it("uses up no address when it fails", async () => {
      const { cornerstone, misbuilt, stone } = await loadFixture(aCornerstone);
      const { data } = await misbuilt.getDeployTransaction(42);
      await expect(cornerstone.lay(0, data)).to.be.revertedWithCustomError(misbuilt, "Misbuilt_Because").withArgs(42);
      await expect(cornerstone.lay(0, stone))
        .to.emit(cornerstone, "StoneLaid")
        .withArgs(0, await cornerstone.addressOf(0));
    });

    it("is not put off its addresses by money sent to one of them", async () => {
      const { cornerstone, stone } = await loadFixture(aCornerstone);
      await setBalance(await cornerstone.addressOf(0), 1n);
      await cornerstone.lay(0, stone);
      expect(await ethers.provider.getCode(await cornerstone.addressOf(0))).not.to.equal("0x");
    });

    it("takes no money", async () => {
      const { cornerstone, founder, stone } = await loadFixture(aCornerstone);
      const data = cornerstone.interface.encodeFunctionData("lay", [0, stone]);
      await expect(founder.sendTransaction({ to: cornerstone, data, value: 1 })).to.be.revertedWithoutReason();
    });
  });
});
