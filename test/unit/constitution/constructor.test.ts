import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aConstitution, GOVERNMENT } from "./world";

describe("Constitution", () => {
  describe("constructor()", () => {
    it("gives the founder the government's power", async () => {
      const { constitution, founder } = await loadFixture(aConstitution);
      expect(await constitution.hasRole(GOVERNMENT, founder)).to.deep.equal([true, 0n]);
    });

    it("knows the citizenship before it exists", async () => {
      const { founder, stranger } = await loadFixture(aConstitution);
      const constitution = await (await ethers.getContractFactory("Constitution")).deploy(founder, stranger);
      expect(await constitution.CITIZENSHIP()).to.equal(stranger);
    });
  });
});
