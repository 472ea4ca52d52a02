import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, COOLDOWN, DAY } from "../../fixtures/money";

const ANA = 1n;
const GROUNDS = ethers.id("case 7");

// Zeitgeist #293, Aragon Court #96: who expects a penalty takes the stake away before it comes.
describe("Attack: a citizen takes the stake away before the ruling", () => {
  async function aDefendant() {
    const world = await aCoinAndStake();
    await world.stake.connect(world.ana).stake(coins(100));
    return world;
  }

  it("takes coin in its cooldown", async () => {
    const { coin, stake, justice, ana, treasury } = await loadFixture(aDefendant);
    await stake.connect(ana).unstake(coins(100));
    await time.increase(COOLDOWN - DAY);
    await expect(stake.connect(justice).slash(ANA, coins(100), GROUNDS)).to.changeTokenBalance(
      coin,
      treasury,
      coins(100),
    );
  });

  it("takes coin after its cooldown until it is withdrawn", async () => {
    const { coin, stake, justice, ana, treasury } = await loadFixture(aDefendant);
    await stake.connect(ana).unstake(coins(100));
    await time.increase(COOLDOWN + DAY);
    await expect(stake.connect(justice).slash(ANA, coins(100), GROUNDS)).to.changeTokenBalance(
      coin,
      treasury,
      coins(100),
    );
  });

  it("reverts with Stake_CoolingDown when the cooldown of a later unstaking runs", async () => {
    const { stake, ana } = await loadFixture(aDefendant);
    await stake.connect(ana).unstake(1);
    await time.increase(COOLDOWN);
    await stake.connect(ana).unstake(coins(99));
    const unstakedAt = await time.latest();
    await expect(stake.withdraw(ANA))
      .to.be.revertedWithCustomError(stake, "Stake_CoolingDown")
      .withArgs(ANA, unstakedAt + COOLDOWN);
  });

  it("takes a stake whose votes are delegated", async () => {
    const { coin, stake, justice, ana, ben, treasury } = await loadFixture(aDefendant);
    await stake.connect(ana).delegate(ben);
    await expect(stake.connect(justice).slash(ANA, coins(100), GROUNDS)).to.changeTokenBalance(
      coin,
      treasury,
      coins(100),
    );
  });

  it("takes a stake after its citizen has renounced or moved", async () => {
    const { citizenship, coin, stake, justice, stranger, treasury } = await loadFixture(aDefendant);
    await citizenship.move(ANA, stranger);
    await citizenship.end(ANA);
    await stake.unstakeEnded(ANA);
    await expect(stake.connect(justice).slash(ANA, coins(100), GROUNDS)).to.changeTokenBalance(
      coin,
      treasury,
      coins(100),
    );
  });
});
