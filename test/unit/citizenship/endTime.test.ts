import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ENDLESS, waitUntil } from "../../fixtures/citizenship";
import { two } from "./world";

describe("Citizenship", () => {
  describe("the term (ERC-7858)", () => {
    it("returns the time-based expiry type", async () => {
      const { citizenship } = await loadFixture(two);
      expect(await citizenship.expiryType()).to.equal(1n);
    });

    it("returns its start and end", async () => {
      const { citizenship, since, until } = await loadFixture(two);
      expect(await citizenship.startTime(1)).to.equal(since);
      expect(await citizenship.endTime(1)).to.equal(until);
    });

    it("has an end of 0 if it has none", async () => {
      const { citizenship, registrar } = await loadFixture(two);
      await citizenship.connect(registrar).renew(1, ENDLESS);
      expect(await citizenship.endTime(1)).to.equal(0n);
    });

    it("is over from the second of its end", async () => {
      const { citizenship, ann, until } = await loadFixture(two);
      await waitUntil(until - 1n);
      expect(await citizenship.isTokenExpired(1)).to.equal(false);
      expect(await citizenship.activeCitizenOf(ann)).to.equal(1n);
      await waitUntil(until);
      expect(await citizenship.isTokenExpired(1)).to.equal(true);
      expect(await citizenship.activeCitizenOf(ann)).to.equal(0n);
      expect(await citizenship.ownerOf(1)).to.equal(ann.address);
    });

    for (const view of ["startTime", "endTime", "isTokenExpired"] as const) {
      it(`reverts with ERC721NonexistentToken when ${view}() is asked of nobody`, async () => {
        const { citizenship } = await loadFixture(two);
        await expect(citizenship[view](3))
          .to.be.revertedWithCustomError(citizenship, "ERC721NonexistentToken")
          .withArgs(3n);
      });
    }
  });
});
