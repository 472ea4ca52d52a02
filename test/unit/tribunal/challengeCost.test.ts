import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { SEAT_FEE } from "../../fixtures/court";
import { aTribunal, CHALLENGE_BOND } from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("challengeCost()", () => {
    for (const [what, isEnding, seats] of [
      ["five where the citizenship is at stake", true, 5n],
      ["three otherwise", false, 3n],
    ] as const) {
      it(`is the court's fees for a panel of ${what}, and the bond`, async () => {
        const { tribunal } = await loadFixture(aTribunal);
        expect(await tribunal.challengeCost(isEnding)).to.deep.equal([seats * SEAT_FEE, CHALLENGE_BOND]);
      });
    }
  });
});
