import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndUnfixedStake, coins, Exemption } from "../../fixtures/money";

const transferAndCall = "transferAndCall(address,uint256)";

// Fee-on-transfer coins: a receiver that books what was sent, not what arrived, owes more than it has, and whoever is paid
// first takes the others' money.
describe("Attack: a receiver books the amount before the tax", () => {
  async function aBank() {
    const world = await aCoinAndUnfixedStake();
    const bank = await ethers.deployContract("PaymentReceiver", [world.coin]);
    return { ...world, bank };
  }

  it("tells a receiver by its callback no more than it gets", async () => {
    const { coin, bank, ana, ben } = await loadFixture(aBank);
    await coin.connect(ana)[transferAndCall](bank, coins(100));
    await coin.connect(ben)[transferAndCall](bank, coins(100));
    expect((await bank.booked(ana)) + (await bank.booked(ben))).to.equal(await coin.balanceOf(bank));
  });

  it("pays everyone out, and gives nobody a gain for going round", async () => {
    const { coin, bank, ana, ben } = await loadFixture(aBank);
    await coin.connect(ana)[transferAndCall](bank, coins(100));
    for (let i = 0; i < 5; i++) {
      const before = await coin.balanceOf(ben);
      await coin.connect(ben)[transferAndCall](bank, coins(100));
      await bank.connect(ben).payBack();
      expect(await coin.balanceOf(ben)).to.be.lessThan(before);
    }
    await bank.connect(ana).payBack();
    expect(await coin.balanceOf(bank)).to.equal(0);
  });

  it("keeps a stake covered when an exemption that is not fixed is taken away", async () => {
    const { coin, stake, government, ana, ben } = await loadFixture(aBank);
    await coin.connect(government).setExemption(stake, Exemption.None);
    await coin.connect(ana)[transferAndCall](stake, coins(100));
    await stake.connect(ben).stake(coins(100));
    expect(await coin.balanceOf(stake)).to.equal(await stake.totalStaked());
  });
});
