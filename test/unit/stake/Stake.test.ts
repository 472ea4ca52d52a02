import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, COOLDOWN, DAY, Exemption, impersonated, key } from "../../fixtures/money";

const ANA = 1n;
const BEN = 2n;
const transferAndCall = "transferAndCall(address,uint256)";
const transferFromAndCall = "transferFromAndCall(address,address,uint256)";
const GROUNDS = ethers.id("case 7");

async function aStake() {
  const world = await aCoinAndStake();
  await world.stake.connect(world.ana).stake(coins(100));
  return world;
}

async function aLeavingStake() {
  const given = await aStake();
  await given.stake.connect(given.ana).unstake(coins(40));
  return { ...given, leavesAt: (await time.latest()) + COOLDOWN };
}

describe("Stake", () => {
  describe("constructor()", () => {
    it("has one provision, the cooldown", async () => {
      const { stake } = await loadFixture(aCoinAndStake);
      const provisions = (await stake.provisions()).map(({ key, unit, current }) => [key, unit, current]);
      expect(provisions).to.deep.equal([[key("cooldown"), 1n, BigInt(COOLDOWN)]]);
    });
  });

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
      const { coin, stake, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).setExemption(stake, Exemption.None);
      await stake.connect(ana).stake(coins(98));
      expect(await coin.balanceOf(stake)).to.equal(coins(98));
      expect(await coin.balanceOf(ana)).to.equal(coins(900) + 1n);
    });

    it("reverts with Stake_NotACitizen when the account holds no citizenship", async () => {
      const { stake, eve } = await loadFixture(aCoinAndStake);
      await expect(stake.connect(eve).stake(1)).to.be.revertedWithCustomError(stake, "Stake_NotACitizen").withArgs(eve);
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

  describe("unstake()", () => {
    it("removes the votes at once, and keeps the coin", async () => {
      const { coin, stake, ana } = await loadFixture(aStake);
      await stake.connect(ana).unstake(coins(40));
      expect([await stake.votesOf(ANA), await stake.totalStaked()]).to.deep.equal([coins(60), coins(60)]);
      expect(await coin.balanceOf(stake)).to.equal(coins(100));
    });

    it("starts the cooldown", async () => {
      const { stake, leavesAt } = await loadFixture(aLeavingStake);
      const { staked, leaving, leavesAt: shown, delegateId } = await stake.positionOf(ANA);
      expect([staked, leaving, shown, delegateId]).to.deep.equal([coins(60), coins(40), BigInt(leavesAt), ANA]);
    });

    it("emits Unstaked and DelegateVotesChanged", async () => {
      const { stake, ana } = await loadFixture(aStake);
      const at = (await time.latest()) + 100;
      await time.setNextBlockTimestamp(at);
      const unstaking = stake.connect(ana).unstake(coins(40));
      await expect(unstaking)
        .to.emit(stake, "Unstaked")
        .withArgs(ANA, coins(40), at + COOLDOWN);
      await expect(unstaking).to.emit(stake, "DelegateVotesChanged").withArgs(ana, coins(100), coins(60));
    });

    it("restarts the cooldown of all unstaked coin", async () => {
      const { stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await time.increaseTo(leavesAt - 100);
      await stake.connect(ana).unstake(coins(10));
      const position = await stake.positionOf(ANA);
      expect([position.leaving, position.leavesAt]).to.deep.equal([
        coins(50),
        BigInt((await time.latest()) + COOLDOWN),
      ]);
    });

    it("keeps its end when the provision changes later", async () => {
      const { stake, government, leavesAt } = await loadFixture(aLeavingStake);
      await stake.connect(government).setProvision(key("cooldown"), 30 * DAY);
      expect((await stake.positionOf(ANA)).leavesAt).to.equal(leavesAt);
    });

    it("unstakes the whole stake", async () => {
      const { stake, ana } = await loadFixture(aStake);
      await stake.connect(ana).unstake(coins(100));
      expect(await stake.totalStaked()).to.equal(0);
    });

    it("reverts with Stake_InsufficientStake for one unit more", async () => {
      const { stake, ana } = await loadFixture(aStake);
      await expect(stake.connect(ana).unstake(coins(100) + 1n))
        .to.be.revertedWithCustomError(stake, "Stake_InsufficientStake")
        .withArgs(ANA, coins(100), coins(100) + 1n);
    });

    it("reverts with Stake_NothingToMove for an amount of zero", async () => {
      const { stake, ana } = await loadFixture(aStake);
      await expect(stake.connect(ana).unstake(0))
        .to.be.revertedWithCustomError(stake, "Stake_NothingToMove")
        .withArgs(ANA);
    });

    it("reverts with Stake_NotACitizen when the account holds no citizenship", async () => {
      const { stake, eve } = await loadFixture(aStake);
      await expect(stake.connect(eve).unstake(1))
        .to.be.revertedWithCustomError(stake, "Stake_NotACitizen")
        .withArgs(eve);
    });
  });

  describe("unstakeEnded()", () => {
    it("unstakes the whole stake after the citizenship has ended", async () => {
      const { citizenship, stake, ana, ben } = await loadFixture(aStake);
      await citizenship.end(ANA);
      await expect(stake.connect(ben).unstakeEnded(ANA))
        .to.emit(stake, "DelegateVotesChanged")
        .withArgs(ana, coins(100), 0);
      const { staked, leaving, leavesAt } = await stake.positionOf(ANA);
      expect([staked, leaving, leavesAt]).to.deep.equal([0n, coins(100), BigInt((await time.latest()) + COOLDOWN)]);
    });

    it("unstakes when the account holds another citizenship", async () => {
      const { citizenship, stake, ana } = await loadFixture(aStake);
      await citizenship.end(ANA);
      await citizenship.admit(ana);
      await stake.unstakeEnded(ANA);
      expect((await stake.positionOf(ANA)).leaving).to.equal(coins(100));
    });

    it("reverts with Stake_StillHeld while the citizenship is held", async () => {
      const { stake, ana, ben } = await loadFixture(aStake);
      await expect(stake.connect(ben).unstakeEnded(ANA))
        .to.be.revertedWithCustomError(stake, "Stake_StillHeld")
        .withArgs(ANA, ana);
    });

    it("reverts with Stake_NothingToMove when nothing is staked", async () => {
      const { citizenship, stake } = await loadFixture(aStake);
      await citizenship.end(BEN);
      await expect(stake.unstakeEnded(BEN)).to.be.revertedWithCustomError(stake, "Stake_NothingToMove").withArgs(BEN);
    });
  });

  describe("withdraw()", () => {
    it("pays the citizen, untaxed, whoever calls", async () => {
      const { coin, stake, ana, ben, leavesAt } = await loadFixture(aLeavingStake);
      await time.setNextBlockTimestamp(leavesAt);
      await expect(stake.connect(ben).withdraw(ANA)).to.changeTokenBalances(
        coin,
        [ana, stake],
        [coins(40), -coins(40)],
      );
    });

    it("emits Withdrawn", async () => {
      const { stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await time.increaseTo(leavesAt);
      await expect(stake.withdraw(ANA)).to.emit(stake, "Withdrawn").withArgs(ANA, ana, coins(40));
    });

    it("pays the new key after a move", async () => {
      const { citizenship, coin, stake, stranger, leavesAt } = await loadFixture(aLeavingStake);
      await citizenship.move(ANA, stranger);
      await time.increaseTo(leavesAt);
      await expect(stake.withdraw(ANA)).to.changeTokenBalance(coin, stranger, coins(40));
    });

    it("pays the last holder after the citizenship has ended", async () => {
      const { citizenship, coin, stake, ana, leavesAt } = await loadFixture(aLeavingStake);
      await citizenship.end(ANA);
      await time.increaseTo(leavesAt);
      await expect(stake.withdraw(ANA)).to.changeTokenBalance(coin, ana, coins(40));
    });

    it("reverts with Stake_CoolingDown one second before the cooldown ends", async () => {
      const { stake, leavesAt } = await loadFixture(aLeavingStake);
      await time.setNextBlockTimestamp(leavesAt - 1);
      await expect(stake.withdraw(ANA))
        .to.be.revertedWithCustomError(stake, "Stake_CoolingDown")
        .withArgs(ANA, leavesAt);
    });

    it("reverts with Stake_NothingLeaving the second time", async () => {
      const { stake, leavesAt } = await loadFixture(aLeavingStake);
      await time.increaseTo(leavesAt);
      await stake.withdraw(ANA);
      await expect(stake.withdraw(ANA)).to.be.revertedWithCustomError(stake, "Stake_NothingLeaving").withArgs(ANA);
    });
  });

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
