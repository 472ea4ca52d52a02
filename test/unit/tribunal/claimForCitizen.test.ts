import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { NATIVE } from "../../fixtures/money";
import { ACCUSED, CHALLENGE_BOND, foundTribunal, OTHER, Ruling } from "../../fixtures/tribunal";

describe("Tribunal", () => {
  describe("claimForCitizen()", () => {
    async function anAccusedsBond() {
      const world = await foundTribunal();
      await world.ruled(Ruling.dismiss);
      return world;
    }

    it("pays the account that holds the citizenship when a stranger claims", async () => {
      const { tribunal, citizen, newKey } = await loadFixture(anAccusedsBond);
      await expect(tribunal.connect(newKey).claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalances(
        [tribunal, citizen(ACCUSED)],
        [-CHALLENGE_BOND, CHALLENGE_BOND],
      );
      expect(await tribunal.owedToCitizen(NATIVE, ACCUSED)).to.equal(0n);
    });

    it("emits Claimed and returns the amount", async () => {
      const { tribunal, citizen } = await loadFixture(anAccusedsBond);
      expect(await tribunal.claimForCitizen.staticCall(NATIVE, ACCUSED)).to.equal(CHALLENGE_BOND);
      await expect(tribunal.claimForCitizen(NATIVE, ACCUSED))
        .to.emit(tribunal, "Claimed")
        .withArgs(NATIVE, citizen(ACCUSED), ACCUSED, CHALLENGE_BOND);
    });

    it("pays the last holder when the citizenship has ended", async () => {
      const { tribunal, citizenship, citizen } = await loadFixture(anAccusedsBond);
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await expect(tribunal.claimForCitizen(NATIVE, ACCUSED)).to.changeEtherBalance(citizen(ACCUSED), CHALLENGE_BOND);
    });

    it("reverts with Payouts_NothingOwed when nothing is owed", async () => {
      const { tribunal } = await loadFixture(anAccusedsBond);
      await expect(tribunal.claimForCitizen(NATIVE, OTHER))
        .to.be.revertedWithCustomError(tribunal, "Payouts_NothingOwed")
        .withArgs(NATIVE, ethers.ZeroAddress, OTHER);
    });
  });
});
