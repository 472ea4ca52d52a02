import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, HOLDING, OUTFLOW, TOTAL_OUTFLOW } from "../../fixtures/treasury";
import { bytes32 } from "./world";

describe("Treasury", () => {
  describe("constructor()", () => {
    it("stores the citizenship and the authority", async () => {
      const { treasury, citizenship, authority } = await loadFixture(aTreasury);
      expect(await treasury.citizenship()).to.equal(citizenship);
      expect(await treasury.authority()).to.equal(authority);
    });

    it("has two provisions, the caps, which count at once", async () => {
      const { treasury } = await loadFixture(aTreasury);
      const provisions = await treasury.provisions();
      expect(provisions.map((p) => [p.key, p.unit, p.current, p.trialUntil, p.min, p.max])).to.deep.equal([
        [bytes32("outflow"), 0n, OUTFLOW, 0n, 1_00n, 25_00n],
        [bytes32("totalOutflow"), 0n, TOTAL_OUTFLOW, 0n, 10_00n, 50_00n],
      ]);
    });

    it("returns the highest caps that a nation can choose", async () => {
      const { treasury } = await loadFixture(aTreasury);
      expect(await treasury.MAX_OUTFLOW()).to.equal(25_00n);
      expect(await treasury.MAX_TOTAL_OUTFLOW()).to.equal(50_00n);
    });

    for (const [which, name, outflowMax, totalMax, max] of [
      ["the ordinary cap", "outflow", 25_01, 50_00, 25_00],
      ["the total cap", "totalOutflow", 25_00, 50_01, 50_00],
    ] as const) {
      it(`reverts with Provisions_OutOfBounds when the upper bound of ${which} is above ${max}`, async () => {
        const { treasury, authority, citizenship } = await loadFixture(aTreasury);
        const factory = await ethers.getContractFactory("Treasury");
        const terms = [
          { value: 20_00, min: 0, max: outflowMax },
          { value: 20_00, min: 0, max: totalMax },
        ];
        await expect(factory.deploy(authority, citizenship, terms))
          .to.be.revertedWithCustomError(treasury, "Provisions_OutOfBounds")
          .withArgs(bytes32(name), max + 1, 0, max);
      });
    }
  });

  describe("receive()", () => {
    it("emits Received with the payer, the amount and the balance", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(stranger.sendTransaction({ to: treasury, value: 5n }))
        .to.emit(treasury, "Received")
        .withArgs(stranger, 5n, HOLDING + 5n);
    });

    it("reverts with Treasury_NotOpen when the nation is not open, so that nothing is lost if it never opens", async () => {
      const { treasury, citizenship, stranger } = await loadFixture(aTreasury);
      await citizenship.setOpen(false);
      await expect(stranger.sendTransaction({ to: treasury, value: 5n }))
        .to.be.revertedWithCustomError(treasury, "Treasury_NotOpen")
        .withArgs(stranger, 5n);
    });

    it("reverts on the callback of a safe ERC-721 transfer", async () => {
      const { treasury, stranger } = await loadFixture(aTreasury);
      await expect(stranger.sendTransaction({ to: treasury, data: ethers.id("onERC721Received()").slice(0, 10) })).to.be
        .reverted;
    });
  });
});
