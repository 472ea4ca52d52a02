import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCourt, courtTerms } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";

describe("Court", () => {
  describe("constructor()", () => {
    it("declares thirteen provisions in order", async () => {
      const { court } = await loadFixture(aCourt);
      expect((await court.provisions()).map((p) => [ethers.decodeBytes32String(p.key), Number(p.unit)])).to.deep.equal([
        ["evidencePeriod", 1],
        ["commitPeriod", 1],
        ["revealPeriod", 1],
        ["appealPeriod", 1],
        ["seatFee", 3],
        ["fastEvidencePeriod", 1],
        ["fastCommitPeriod", 1],
        ["fastRevealPeriod", 1],
        ["fastAppealPeriod", 1],
        ["fastSeatFee", 3],
        ["panelQuorum", 0],
        ["plenaryPeriod", 1],
        ["plenaryQuorum", 6],
      ]);
    });

    it("appoints its first source of randomness", async () => {
      const { court, randomness } = await loadFixture(aCourt);
      expect(await court.randomness()).to.equal(randomness);
    });

    for (const [index, name, bounds, limit] of [
      [4, "seatFee", { min: 0, max: 1_000_000_000 }, 2 ** 40],
      [10, "panelQuorum", { min: 50_00, max: 100_01 }, 100_00],
      [10, "panelQuorum", { min: 49_99, max: 100_00 }, 100_00],
      [11, "plenaryPeriod", { min: 1, max: 366 * DAY }, 365 * DAY],
    ] as const) {
      it(`reverts with Court_BoundsUnsound when ${bounds.min} to ${bounds.max} for ${name} could bring the court to a halt`, async () => {
        const { court, authority, citizenship, roll, randomness, treasury } = await loadFixture(aCourt);
        const terms = courtTerms().map((t, i) => (i === index ? { ...t, ...bounds } : t));
        const factory = await ethers.getContractFactory("Court");
        await expect(factory.deploy(authority, citizenship, roll, randomness, treasury, terms))
          .to.be.revertedWithCustomError(court, "Court_BoundsUnsound")
          .withArgs(key(name), bounds.min, bounds.max, limit);
      });
    }
  });
});
