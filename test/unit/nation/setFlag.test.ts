import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aNation, name, svg, terms } from "./world";

describe("Nation", () => {
  describe("setFlag()", () => {
    it("changes it", async () => {
      const { nation } = await loadFixture(aNation);
      await nation.setFlag(svg(100));
      expect(await nation.flag()).to.equal(svg(100));
    });

    it("announces the old flag and the new one", async () => {
      const { nation } = await loadFixture(aNation);
      await expect(nation.setFlag(svg(100)))
        .to.emit(nation, "FlagChanged")
        .withArgs(terms.flag, svg(100));
    });

    for (const flag of ["<svg ", svg(8192)]) {
      it(`accepts ${flag.length} bytes`, async () => {
        const { nation } = await loadFixture(aNation);
        await nation.setFlag(flag);
        expect(await nation.flag()).to.equal(flag);
      });
    }

    for (const flag of ["", "<svg", svg(8193)]) {
      it(`reverts for ${flag.length} bytes`, async () => {
        const { nation } = await loadFixture(aNation);
        await expect(nation.setFlag(flag))
          .to.be.revertedWithCustomError(nation, "Nation_TextOutOfBounds")
          .withArgs(name("flag"), flag.length, 5, 8192);
      });
    }

    for (const flag of ['<?xml version="1.0"?><svg />', "<html><svg /></html>", "<SVG />", " <svg />"]) {
      it(`reverts for ${flag}`, async () => {
        const { nation } = await loadFixture(aNation);
        await expect(nation.setFlag(flag))
          .to.be.revertedWithCustomError(nation, "Nation_NotSvg")
          .withArgs(ethers.toUtf8Bytes(flag.slice(0, 5)));
      });
    }

    it("reverts for whoever is not the government", async () => {
      const { nation, stranger } = await loadFixture(aNation);
      await expect(nation.connect(stranger).setFlag(svg(100)))
        .to.be.revertedWithCustomError(nation, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });
});
