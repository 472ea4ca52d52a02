import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { Standing } from "../../fixtures/citizenship";
import { two } from "./world";

describe("Citizenship", () => {
  describe("citizen() and other reads", () => {
    it("returns the citizen of an account", async () => {
      const { citizenship, ben, stranger } = await loadFixture(two);
      expect(await citizenship.citizenOf(ben)).to.equal(2n);
      expect(await citizenship.activeCitizenOf(ben)).to.equal(2n);
      expect(await citizenship.citizenOf(stranger)).to.equal(0n);
      expect(await citizenship.activeCitizenOf(stranger)).to.equal(0n);
    });

    it("returns how many citizenships an account holds", async () => {
      const { citizenship, ben, stranger } = await loadFixture(two);
      expect(await citizenship.balanceOf(ben)).to.equal(1n);
      expect(await citizenship.balanceOf(stranger)).to.equal(0n);
      await expect(citizenship.balanceOf(ZeroAddress))
        .to.be.revertedWithCustomError(citizenship, "ERC721InvalidOwner")
        .withArgs(ZeroAddress);
    });

    it("returns an empty record for an id that was never given", async () => {
      const { citizenship } = await loadFixture(two);
      expect(await citizenship.holderOf(3)).to.equal(ZeroAddress);
      expect(await citizenship.isActive(3)).to.equal(false);
      expect(await citizenship.citizen(3)).to.deep.equal([ZeroAddress, 0n, 0n, 0n, Standing.None, 0n, false]);
      await expect(citizenship.ownerOf(3))
        .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
        .withArgs(3n);
    });

    it("returns no approvals", async () => {
      const { citizenship, ann, ben } = await loadFixture(two);
      expect(await citizenship.getApproved(1)).to.equal(ZeroAddress);
      expect(await citizenship.isApprovedForAll(ann, ben)).to.equal(false);
    });

    it("returns the passport", async () => {
      const { citizenship, ann } = await loadFixture(two);
      expect(await citizenship.tokenURI(1)).to.equal(`passport of ${ann.address.toLowerCase()}`);
    });

    it("reverts for the passport of an id that was never given", async () => {
      const { citizenship } = await loadFixture(two);
      await expect(citizenship.tokenURI(3))
        .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
        .withArgs(3n);
    });

    it("returns Both as burnAuth", async () => {
      const { citizenship } = await loadFixture(two);
      expect(await citizenship.burnAuth(1)).to.equal(2n);
      await expect(citizenship.burnAuth(3))
        .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
        .withArgs(3n);
    });
  });
});
