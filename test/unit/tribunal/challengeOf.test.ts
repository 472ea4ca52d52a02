import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aTribunal } from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("challengeOf()", () => {
    it("reverts with Tribunal_NoSuchChallenge when there is none", async () => {
      const { tribunal } = await loadFixture(aTribunal);
      await expect(tribunal.challengeOf(1))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge")
        .withArgs(1);
    });
  });
});
