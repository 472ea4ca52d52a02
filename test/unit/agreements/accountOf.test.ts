import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";

describe("Agreements", () => {
  describe("accountOf()", () => {
    it("is the account of the terms, or the one that holds the citizenship now", async () => {
      const { open, ana, ben, eve, agreements, citizenship } = await loadFixture(anArchive);
      const deal = await open({ parties: [ana.address, eve.address] });
      await citizenship.move(11, ben);
      expect(await agreements.accountOf(1, deal.terms, 0)).to.equal(ben.address);
      expect(await agreements.accountOf(1, deal.terms, 1)).to.equal(eve.address);
    });
  });
});
