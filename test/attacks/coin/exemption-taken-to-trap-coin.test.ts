import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { aCoinAndStake, coins, COOLDOWN, Exemption, TAX_RATE } from "../../fixtures/money";

// A government that cannot take anybody's coin could still make it too dear to take back what was locked.
describe("Attack: a decision ends an institution's exemption, to tax what it returns", () => {
  async function aGreedyGovernment() {
    const world = await aCoinAndStake();
    const { coin, stake, government, ana } = world;
    await stake.connect(ana).stake(coins(100));
    await coin.connect(government).setProvision(TAX_RATE, 20_00);
    return world;
  }

  it("is refused", async () => {
    const { coin, stake, government } = await loadFixture(aGreedyGovernment);
    for (const exemption of [Exemption.None, Exemption.Sending, Exemption.Receiving, Exemption.Both]) {
      await expect(coin.connect(government).setExemption(stake, exemption))
        .to.be.revertedWithCustomError(coin, "CivicCoin_ExemptionFixed")
        .withArgs(stake);
    }
  });

  it("leaves what is staked whole under the highest tax", async () => {
    const { coin, stake, ana } = await loadFixture(aGreedyGovernment);
    await stake.connect(ana).unstake(coins(100));
    await time.increase(COOLDOWN);
    await expect(stake.connect(ana).withdraw(1)).to.changeTokenBalances(coin, [ana, stake], [coins(100), -coins(100)]);
  });
});
