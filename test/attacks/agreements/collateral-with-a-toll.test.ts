import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { AgreementPhase, anArchive } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

async function aToll() {
  const world = await anArchive();
  const { agreements, ana, ben } = world;
  const toll = await ethers.deployContract("TollToken");
  for (const party of [ana, ben]) {
    await toll.mint(party, coins(1_000));
    await toll.connect(party).approve(agreements, ethers.MaxUint256);
  }
  return { ...world, toll, deal: await world.open({ asset: await toll.getAddress() }) };
}

describe("Attack: a token takes a share of what is locked, and others' collateral makes up for it", () => {
  it("cannot be locked", async () => {
    const { deal, ana, toll, agreements } = await loadFixture(aToll);
    await toll.setToll(1n);
    await expect(deal.sign(0, ana))
      .to.be.revertedWithCustomError(agreements, "Agreements_CollateralShort")
      .withArgs(toll, coins(40) - 1n, coins(40));
    expect((await deal.record()).parties[0].hasSigned).to.equal(false);
  });

  it("cannot bind by a party's coming in whole before", async () => {
    const { deal, ana, ben, toll, agreements } = await loadFixture(aToll);
    await deal.sign(0, ana);
    await toll.setToll(1n);
    await expect(deal.sign(1, ben))
      .to.be.revertedWithCustomError(agreements, "Agreements_CollateralShort")
      .withArgs(toll, coins(60) - 1n, coins(60));
    await deal.decline(1, ben);
    expect(await deal.phase()).to.equal(AgreementPhase.Declined);
  });

  it("leaves other assets as they are", async () => {
    const { deal, bind, ana, ben, toll, coin, agreements } = await loadFixture(aToll);
    await deal.sign(0, ana);
    const other = await bind();
    await toll.setToll(coins(40));
    await deal.decline(0, ana);
    await agreements.claimForCitizen(toll, 11);
    await other.settle(ana, [coins(40), coins(60)]);
    await other.settle(ben, [coins(40), coins(60)]);
    await expect(agreements.claimForCitizen(coin, 12)).to.changeTokenBalance(coin, ben, coins(60));
  });
});
