import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, aCoinAndUnfixedStake, coins, Exemption, impersonated } from "../../fixtures/money";
import { ANA, aStake, endTerm } from "./world";

const transferAndCall = "transferAndCall(address,uint256)";
const transferFromAndCall = "transferFromAndCall(address,address,uint256)";

describe("Stake", () => {
  describe("stake()", () => {
    it("transfers the coin from the allowance, untaxed", async () => {
      const { coin, stake, ana, treasury } = await loadFixture(aCoinAndStake);
      await expect(stake.connect(ana).stake(coins(100))).to.changeTokenBalances(
        coin,
        [ana, stake, treasury],
        [-coins(100), coins(100), 0],
      );
    });

    it("adds votes at once", async () => {
      const { stake, ana } = await loadFixture(aCoinAndStake);
      await stake.connect(ana).stake(coins(100));
      expect([await stake.votesOf(ANA), await stake.totalStaked()]).to.deep.equal([coins(100), coins(100)]);
    });

    it("emits Staked and DelegateVotesChanged", async () => {
      const { stake, ana } = await loadFixture(aStake);
      const staking = stake.connect(ana).stake(coins(50));
      await expect(staking).to.emit(stake, "Staked").withArgs(ANA, coins(50));
      await expect(staking).to.emit(stake, "DelegateVotesChanged").withArgs(ana, coins(100), coins(150));
    });

    it("credits the whole amount when the stake is not exempt from tax", async () => {
      const { coin, stake, government, ana } = await loadFixture(aCoinAndUnfixedStake);
      await coin.connect(government).setExemption(stake, Exemption.None);
      await stake.connect(ana).stake(coins(98));
      expect(await coin.balanceOf(stake)).to.equal(coins(98));
      expect(await coin.balanceOf(ana)).to.equal(coins(900) + 1n);
    });

    it("reverts with Stake_NotACitizen when the account holds no citizenship", async () => {
      const { stake, eve } = await loadFixture(aCoinAndStake);
      await expect(stake.connect(eve).stake(1)).to.be.revertedWithCustomError(stake, "Stake_NotACitizen").withArgs(eve);
    });

    it("reverts with Stake_MayNotVote when the citizen may not vote", async () => {
      const world = await loadFixture(aCoinAndStake);
      const { stake, ana } = world;
      await endTerm(world, ANA, 1);
      await expect(stake.connect(ana).stake(1)).to.be.revertedWithCustomError(stake, "Stake_MayNotVote").withArgs(ANA);
    });

    it("takes coin of a suspended citizen, who has the vote", async () => {
      const { citizenship, stake, ana } = await loadFixture(aCoinAndStake);
      await citizenship.setActive(ANA, false);
      await stake.connect(ana).stake(1);
      expect(await stake.votesOf(ANA)).to.equal(1n);
    });

    it("reverts with Stake_NothingToMove for an amount of zero", async () => {
      const { stake, ana } = await loadFixture(aCoinAndStake);
      await expect(stake.connect(ana).stake(0))
        .to.be.revertedWithCustomError(stake, "Stake_NothingToMove")
        .withArgs(ANA);
    });

    it("reverts with ERC20InsufficientAllowance without an allowance", async () => {
      const { coin, stake, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(stake, coins(1) - 1n);
      await expect(stake.connect(ana).stake(coins(1)))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(stake, coins(1) - 1n, coins(1));
    });
  });

  describe("onTransferReceived()", () => {
    it("stakes in one transaction, without an allowance", async () => {
      const { coin, stake, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(stake, 0);
      await expect(coin.connect(ana)[transferAndCall](stake, coins(100)))
        .to.emit(stake, "Staked")
        .withArgs(ANA, coins(100));
      expect(await stake.votesOf(ANA)).to.equal(coins(100));
    });

    it("returns its selector", async () => {
      const { coin, stake, ana } = await loadFixture(aCoinAndStake);
      const asCoin = await impersonated(await coin.getAddress());
      expect(await stake.connect(asCoin).onTransferReceived.staticCall(ana, ana, 1, "0x")).to.equal("0x88a7ca5c");
    });

    it("reverts with Stake_NotACitizen when the account holds no citizenship", async () => {
      const { coin, stake, eve } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(eve)[transferAndCall](stake, coins(100)))
        .to.be.revertedWithCustomError(stake, "Stake_NotACitizen")
        .withArgs(eve);
    });

    it("reverts with Stake_SentForAnother when the coin comes from an allowance", async () => {
      const { coin, stake, ana, ben } = await loadFixture(aCoinAndStake);
      await coin.connect(ana).approve(ben, coins(100));
      await expect(coin.connect(ben)[transferFromAndCall](ana, stake, coins(100)))
        .to.be.revertedWithCustomError(stake, "Stake_SentForAnother")
        .withArgs(ben, ana);
    });

    it("reverts with Stake_NotTheCoin when the caller is not the coin", async () => {
      const { stake, ana } = await loadFixture(aCoinAndStake);
      await expect(stake.connect(ana).onTransferReceived(ana, ana, coins(100), "0x"))
        .to.be.revertedWithCustomError(stake, "Stake_NotTheCoin")
        .withArgs(ana);
    });

    it("reverts with Stake_NothingToMove for an amount of zero", async () => {
      const { coin, stake, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana)[transferAndCall](stake, 0))
        .to.be.revertedWithCustomError(stake, "Stake_NothingToMove")
        .withArgs(ANA);
    });
  });
});
