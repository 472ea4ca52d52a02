import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { CITIZEN_DAYS, NO_SHOW_PENALTY, rollTerms } from "../../fixtures/court";
import { DAY, key } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("constructor()", () => {
    it("declares four provisions in order", async () => {
      const { roll } = await loadFixture(aRoll);
      expect((await roll.provisions()).map((p) => [p.key, p.unit, p.current])).to.deep.equal([
        [key("bond"), 2n, 100n],
        [key("citizenDays"), 5n, BigInt(CITIZEN_DAYS)],
        [key("noShowPenalty"), 0n, NO_SHOW_PENALTY],
        [key("minimumStay"), 1n, 0n],
      ]);
    });

    for (const [index, name, limit] of [
      [1, "citizenDays", 365],
      [2, "noShowPenalty", 100_00],
      [3, "minimumStay", 90 * DAY],
    ] as const) {
      it(`reverts with JuryRoll_BoundUnsound when the upper bound of ${name} is above the limit`, async () => {
        const { roll, authority, coin, citizenship, court, treasury } = await loadFixture(aRoll);
        const provisions = rollTerms().map((terms, i) => (i === index ? { ...terms, max: limit + 1 } : terms));
        const factory = await ethers.getContractFactory("JuryRoll");
        await expect(factory.deploy(authority, coin, citizenship, court, treasury, provisions))
          .to.be.revertedWithCustomError(roll, "JuryRoll_BoundUnsound")
          .withArgs(key(name), limit + 1, limit);
      });
    }
  });
});
