import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { NATIVE } from "../../fixtures/money";
import { CHALLENGE_BOND, foundTribunal, Ground, OTHER, PRICE, Ruling } from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("claim()", () => {
    async function aStrangersBond() {
      const world = await foundTribunal();
      await world.ruled(Ruling.grant);
      return world;
    }

    it("pays the account when a stranger claims", async () => {
      const { tribunal, stranger, newKey } = await loadFixture(aStrangersBond);
      await expect(tribunal.connect(newKey).claim(NATIVE, stranger)).to.changeEtherBalances(
        [tribunal, stranger],
        [-CHALLENGE_BOND, CHALLENGE_BOND],
      );
      expect(await tribunal.owedTo(NATIVE, stranger)).to.equal(0n);
    });

    it("emits Claimed and returns the amount", async () => {
      const { tribunal, stranger } = await loadFixture(aStrangersBond);
      expect(await tribunal.claim.staticCall(NATIVE, stranger)).to.equal(CHALLENGE_BOND);
      await expect(tribunal.claim(NATIVE, stranger))
        .to.emit(tribunal, "Claimed")
        .withArgs(NATIVE, stranger, 0, CHALLENGE_BOND);
    });

    it("pays several bonds at once", async () => {
      const { tribunal, stranger, ruled } = await loadFixture(aStrangersBond);
      await ruled(Ruling.refuse, { of: OTHER });
      await expect(tribunal.claim(NATIVE, stranger)).to.changeEtherBalance(stranger, 2n * CHALLENGE_BOND);
    });

    it("reverts with Payouts_PaymentRefused when the account refuses, and stays owed", async () => {
      const { tribunal, rule } = await loadFixture(aStrangersBond);
      const challenger = await ethers.deployContract("RefusingChallenger");
      const data = tribunal.interface.encodeFunctionData("challenge", [OTHER, Ground.Deceased, 0, [], ""]);
      await challenger.send(tribunal, data, { value: PRICE });
      await rule(2n, Ruling.grant);
      await expect(tribunal.claim(NATIVE, challenger))
        .to.be.revertedWithCustomError(tribunal, "Payouts_PaymentRefused")
        .withArgs(challenger, CHALLENGE_BOND);
      expect(await tribunal.owedTo(NATIVE, challenger)).to.equal(CHALLENGE_BOND);
    });

    it("reverts with Payouts_NothingOwed when nothing is owed", async () => {
      const { tribunal, newKey } = await loadFixture(aStrangersBond);
      await expect(tribunal.claim(NATIVE, newKey))
        .to.be.revertedWithCustomError(tribunal, "Payouts_NothingOwed")
        .withArgs(NATIVE, newKey, 0);
    });
  });
});
