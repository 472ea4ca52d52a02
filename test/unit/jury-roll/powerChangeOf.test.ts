import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { key } from "../../fixtures/money";
import { aRoll } from "./world";
const GIVES_POWER = 2n;

describe("JuryRoll", () => {
  describe("powerChangeOf()", () => {
    for (const value of [1, 1_000]) {
      it(`makes a decision to set a provision to ${value} constitutional`, async () => {
        const { roll } = await loadFixture(aRoll);
        const data = roll.interface.encodeFunctionData("setProvision", [key("minimumStay"), value]);
        expect(await roll.powerChangeOf(data)).to.equal(GIVES_POWER);
      });
    }
  });
});
