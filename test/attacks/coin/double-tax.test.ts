import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, Exemption } from "../../fixtures/money";

// BRA, January 2023: a transfer that touched the pair on both sides was taxed twice, and the surplus could be skimmed.
describe("Attack: an exempt account is used to be taxed twice, or not at all", () => {
  async function aRelay() {
    const world = await aCoinAndStake();
    const both = world.eve;
    await world.coin.connect(world.government).setExemption(both, Exemption.Both);
    return { ...world, both };
  }

  it("takes no tax from a transfer between two exempt accounts", async () => {
    const { coin, stake, both, treasury } = await loadFixture(aRelay);
    await expect(coin.connect(both).transfer(stake, coins(100))).to.changeTokenBalances(
      coin,
      [both, stake, treasury],
      [-coins(100), coins(100), 0],
    );
  });

  it("emits at most one tax for a transfer", async () => {
    const { coin, ana, ben, both, treasury } = await loadFixture(aRelay);
    const taxes = async (from: typeof ana, to: { address: string }) => {
      const receipt = await (await coin.connect(from).transfer(to.address, coins(10))).wait();
      const transfers = receipt!.logs.map((log) => coin.interface.parseLog(log)!);
      return transfers.filter(({ args }) => args[1] === treasury.address && args[0] !== treasury.address).length;
    };
    expect([
      await taxes(ana, ben),
      await taxes(ana, both),
      await taxes(both, ben),
      await taxes(treasury, ben),
    ]).to.deep.equal([1, 0, 0, 0]);
  });

  it("lets nobody transfer through the exempt stake", async () => {
    const { coin, stake, ana, ben } = await loadFixture(aRelay);
    await stake.connect(ana).stake(coins(100));
    await expect(stake.connect(ben).withdraw(1))
      .to.be.revertedWithCustomError(stake, "Stake_NothingLeaving")
      .withArgs(1);
    await expect(stake.connect(ben).unstake(coins(100)))
      .to.be.revertedWithCustomError(stake, "Stake_InsufficientStake")
      .withArgs(2, 0, coins(100));
    await expect(coin.connect(ben).transferFrom(stake, ben, coins(100)))
      .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
      .withArgs(ben, 0, coins(100));
    expect(await coin.balanceOf(ben)).to.equal(coins(1_000));
  });

  it("spends an allowance once, by the gross amount", async () => {
    const { coin, ana, ben, cem } = await loadFixture(aRelay);
    await coin.connect(ana).approve(cem, coins(100));
    await coin.connect(cem).transferFrom(ana, ben, coins(100));
    expect(await coin.allowance(ana, cem)).to.equal(0);
    expect(await coin.balanceOf(ana)).to.equal(coins(900));
  });

  it("shows every reader the same balance, which only its owner's transfer lowers", async () => {
    const { coin, ana, ben } = await loadFixture(aRelay);
    const pool = ethers.Wallet.createRandom().address;
    await coin.connect(ana).transfer(pool, coins(100));
    const held = await coin.balanceOf(pool);
    await coin.connect(ana).transfer(ben, coins(100));
    await coin.connect(ben).transfer(ana, coins(100));
    expect(await coin.balanceOf(pool)).to.equal(held);
  });
});
