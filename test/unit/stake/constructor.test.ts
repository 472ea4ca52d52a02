import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, COOLDOWN, key } from "../../fixtures/money";

describe("Stake", () => {
  describe("constructor()", () => {
    it("has one provision, the cooldown", async () => {
      const { stake } = await loadFixture(aCoinAndStake);
      const provisions = (await stake.provisions()).map(({ key, unit, current }) => [key, unit, current]);
      expect(provisions).to.deep.equal([[key("cooldown"), 1n, BigInt(COOLDOWN)]]);
    });
  });
});
