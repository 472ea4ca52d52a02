import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { CITIZEN_DAYS, NO_SHOW_PENALTY, REST, rollTerms } from "../../fixtures/court";
import { key } from "../../fixtures/money";
import { aRoll } from "./world";

describe("JuryRoll", () => {
  describe("constructor()", () => {
    it("declares four provisions in order", async () => {
      const { roll } = await loadFixture(aRoll);
      expect((await roll.provisions()).map((p) => [p.key, p.unit, p.current])).to.deep.equal([
        [key("bond"), 2n, 100n],
        [key("citizenDays"), 5n, BigInt(CITIZEN_DAYS)],
        [key("rest"), 1n, BigInt(REST)],
        [key("noShowPenalty"), 0n, NO_SHOW_PENALTY],
      ]);
    });

    it("reverts with JuryRoll_PenaltyTooHigh when the penalty's upper bound is above the bond", async () => {
      const { roll, authority, coin, citizenship, court, treasury } = await loadFixture(aRoll);
      const provisions = [...rollTerms().slice(0, 3), { value: 0, min: 0, max: 100_01 }];
      const factory = await ethers.getContractFactory("JuryRoll");
      await expect(factory.deploy(authority, coin, citizenship, court, treasury, provisions))
        .to.be.revertedWithCustomError(roll, "JuryRoll_PenaltyTooHigh")
        .withArgs(100_01, 100_00);
    });
  });
});
