import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { coins } from "../../fixtures/money";
import { aLeavingStake, ANA, aStake, BEN } from "./world";

const GROUNDS = ethers.id("case 7");

describe("Stake", () => {
  describe("slash()", () => {
    it("moves staked coin to the treasury first", async () => {
      const { coin, stake, justice, treasury } = await loadFixture(aLeavingStake);
      await expect(stake.connect(justice).slash(ANA, coins(60), GROUNDS)).to.changeTokenBalance(
        coin,
        treasury,
        coins(60),
      );
      const position = await stake.positionOf(ANA);
      expect([position.staked, position.leaving]).to.deep.equal([0n, coins(40)]);
    });

    it("removes the votes", async () => {
      const { stake, justice, ana } = await loadFixture(aStake);
      await expect(stake.connect(justice).slash(ANA, coins(30), GROUNDS))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ana, coins(100), coins(70));
      expect(await stake.totalStaked()).to.equal(coins(70));
    });

    it("takes coin in its cooldown", async () => {
      const { stake, justice } = await loadFixture(aLeavingStake);
      await stake.connect(justice).slash(ANA, coins(60) + 1n, GROUNDS);
      expect((await stake.positionOf(ANA)).leaving).to.equal(coins(40) - 1n);
    });

    it("takes at most what there is, and returns how much", async () => {
      const { stake, justice } = await loadFixture(aLeavingStake);
      expect(await stake.connect(justice).slash.staticCall(ANA, ethers.MaxUint256, GROUNDS)).to.equal(coins(100));
      await expect(stake.connect(justice).slash(ANA, ethers.MaxUint256, GROUNDS))
        .to.emit(stake, "Slashed")
        .withArgs(ANA, coins(100), GROUNDS);
    });

    it("returns 0 when there is no stake", async () => {
      const { stake, justice } = await loadFixture(aStake);
      await expect(stake.connect(justice).slash(BEN, coins(1), GROUNDS))
        .to.emit(stake, "Slashed")
        .withArgs(BEN, 0, GROUNDS);
    });

    it("removes the votes from the delegate", async () => {
      const { stake, justice, ana, ben } = await loadFixture(aStake);
      await stake.connect(ana).delegate(ben);
      await expect(stake.connect(justice).slash(ANA, coins(30), GROUNDS))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ben, coins(100), coins(70));
    });

    it("reverts with AccessManagedUnauthorized when the caller is not justice", async () => {
      const { stake, government } = await loadFixture(aStake);
      await expect(stake.connect(government).slash(ANA, 1, GROUNDS))
        .to.be.revertedWithCustomError(stake, "AccessManagedUnauthorized")
        .withArgs(government);
    });
  });
});
