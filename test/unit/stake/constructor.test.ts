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

  describe("powerChangeOf()", () => {
    for (const [what, by] of [
      ["a shorter cooldown, which lets stake escape a fine", -1],
      ["a longer one, which holds it", 1],
    ] as const) {
      it(`gives power with ${what}`, async () => {
        const { stake } = await loadFixture(aCoinAndStake);
        const data = stake.interface.encodeFunctionData("setProvision", [key("cooldown"), COOLDOWN + by]);
        expect(await stake.powerChangeOf(data)).to.equal(2n);
      });
    }
  });
});
