import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { COST } from "../../fixtures/court";
import { aTribunal, CHALLENGE_BOND } from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("challengeCost()", () => {
    it("is the court's fees for a panel of three, and the bond", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      expect(await tribunal.challengeCost()).to.deep.equal([COST, CHALLENGE_BOND]);
    });
  });
});
