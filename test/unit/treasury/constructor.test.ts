import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, HOLDING, OUTFLOW } from "../../fixtures/treasury";
import { bytes32 } from "./world";

describe("Treasury", () => {
  describe("constructor()", () => {
    it("stores the citizenship and the authority", async () => {
      const { treasury, citizenship, authority } = await loadFixture(aTreasury);
      expect(await treasury.citizenship()).to.equal(citizenship);
      expect(await treasury.authority()).to.equal(authority);
    });

    it("has one provision, the outflow cap", async () => {
      const { treasury } = await loadFixture(aTreasury);
      const provisions = await treasury.provisions();
      expect(provisions.map((p) => [p.key, p.unit, p.current, p.min, p.max])).to.deep.equal([
        [bytes32("outflow"), 0n, OUTFLOW, 1_00n, 100_00n],
      ]);
    });

    it("reverts with Provisions_OutOfBounds when the cap's upper bound is above the whole", async () => {
      const { treasury, authority, citizenship } = await loadFixture(aTreasury);
      const factory = await ethers.getContractFactory("Treasury");
      await expect(factory.deploy(authority, citizenship, [{ value: 20_00, min: 0, max: 100_01 }]))
        .to.be.revertedWithCustomError(treasury, "Provisions_OutOfBounds")
        .withArgs(bytes32("outflow"), 100_01, 0, 100_00);
    });
  });

  describe("receive()", () => {
    it("emits Received with the payer, the amount and the balance", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(stranger.sendTransaction({ to: treasury, value: 5n }))
        .to.emit(treasury, "Received")
        .withArgs(stranger, 5n, HOLDING + 5n);
    });

    it("reverts on the callback of a safe ERC-721 transfer", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(stranger.sendTransaction({ to: treasury, data: ethers.id("onERC721Received()").slice(0, 10) })).to.be
        .reverted;
    });
  });
});
