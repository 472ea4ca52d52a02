import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { LOCKS, anOpenOne } from "./world";

describe("Agreements", () => {
  describe("claimForCitizen()", () => {
    async function aDebt() {
      const world = await anOpenOne();
      await world.deal.sign(0, world.ana);
      await world.deal.decline(1, world.ben);
      return world;
    }

    it("pays the account that holds the citizenship", async () => {
      const { agreements, coin, ana } = await loadFixture(aDebt);
      await expect(agreements.claimForCitizen(coin, 11)).to.changeTokenBalance(coin, ana, LOCKS[0]);
    });

    it("emits Claimed", async () => {
      const { agreements, coin, ana } = await loadFixture(aDebt);
      await expect(agreements.claimForCitizen(coin, 11))
        .to.emit(agreements, "Claimed")
        .withArgs(coin, ana, 11, LOCKS[0]);
    });

    it("pays the account that held it last, if it has ended", async () => {
      const { agreements, citizenship, coin, ana } = await loadFixture(aDebt);
      await citizenship.end(11);
      await expect(agreements.claimForCitizen(coin, 11)).to.changeTokenBalance(coin, ana, LOCKS[0]);
    });

    it("reverts with Payouts_NothingOwed when nothing is owed", async () => {
      const { agreements, coin } = await loadFixture(aDebt);
      await expect(agreements.claimForCitizen(coin, 12))
        .to.be.revertedWithCustomError(agreements, "Payouts_NothingOwed")
        .withArgs(coin, ethers.ZeroAddress, 12);
    });
  });
});
