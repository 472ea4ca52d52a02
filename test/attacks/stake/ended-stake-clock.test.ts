import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { coins, COOLDOWN } from "../../fixtures/money";
import { ANA, aLeavingStake } from "../../unit/stake/world";

// All coin of a citizen in its cooldown shares one clock, which a stranger restarted a second before the end.
describe("Attack: a stranger restarts the cooldown of who left", () => {
  it("fails: the coin leaves at its time", async () => {
    const { citizenship, coin, stake, ana, ben, leavesAt } = await loadFixture(aLeavingStake);
    await citizenship.end(ANA);
    await time.setNextBlockTimestamp(leavesAt - 1);
    await expect(stake.connect(ben).unstakeEnded(ANA)).to.be.revertedWithCustomError(stake, "Stake_CoolingDown");
    await expect(stake.withdraw(ANA)).to.changeTokenBalance(coin, ana, coins(40));
  });

  it("leaves the rest slashable for a whole cooldown", async () => {
    const { citizenship, stake, ben, leavesAt } = await loadFixture(aLeavingStake);
    await citizenship.end(ANA);
    await time.setNextBlockTimestamp(leavesAt);
    await stake.connect(ben).unstakeEnded(ANA);
    expect((await stake.positionOf(ANA)).leavesAt).to.equal(BigInt(leavesAt + COOLDOWN));
  });
});
