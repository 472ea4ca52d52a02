import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, domainOf } from "../../fixtures/money";

const ANA = 1n;
const Zero = ethers.ZeroAddress;

// Nouns #110 and #563: votes delegated to the zero address were burnt, and the coin froze with them; by signature it
// worked even after the first repair.
describe("Attack: votes are delegated to the zero address", () => {
  async function aStaker() {
    const world = await aCoinAndStake();
    await world.stake.connect(world.ana).stake(coins(100));
    return world;
  }

  it("reverts", async () => {
    const { stake, ana } = await loadFixture(aStaker);
    await expect(stake.connect(ana).delegate(Zero))
      .to.be.revertedWithCustomError(stake, "Stake_DelegateNotACitizen")
      .withArgs(Zero);
  });

  it("reverts by signature, and leaves the nonce unused", async () => {
    const { stake, ana } = await loadFixture(aStaker);
    const types = {
      Delegation: [
        { name: "delegatee", type: "address" },
        { name: "nonce", type: "uint256" },
        { name: "expiry", type: "uint256" },
      ],
    };
    const expiry = (await time.latest()) + 1_000;
    const message = { delegatee: Zero, nonce: 0, expiry };
    const { v, r, s } = ethers.Signature.from(await ana.signTypedData(await domainOf(stake), types, message));
    await expect(stake.delegateBySig(Zero, 0, expiry, v, r, s))
      .to.be.revertedWithCustomError(stake, "Stake_DelegateNotACitizen")
      .withArgs(Zero);
    expect(await stake.nonces(ana)).to.equal(0);
  });

  it("lets a stake be unstaked when its delegate's citizenship has ended", async () => {
    const { citizenship, stake, ana, ben } = await loadFixture(aStaker);
    await stake.connect(ana).delegate(ben);
    await citizenship.end(2);
    await stake.connect(ana).stake(coins(1));
    await stake.connect(ana).delegate(ana);
    await stake.connect(ana).unstake(coins(50));
    expect(await stake.votesOf(ANA)).to.equal(coins(51));
  });
});
