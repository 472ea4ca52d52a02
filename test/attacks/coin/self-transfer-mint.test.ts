import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins } from "../../fixtures/money";

// Where both balances are read before either is written, a transfer to oneself keeps only the addition.
describe("Attack: an account mints by a transfer to itself", () => {
  it("changes no balance, by any function that transfers", async () => {
    const { coin, ana, ben, treasury } = await loadFixture(aCoinAndStake);
    await coin.connect(ana).approve(ben, ethers.MaxUint256);
    await coin.connect(ana).transfer(ana, coins(1_000));
    await coin.connect(ben).transferFrom(ana, ana, coins(1_000));
    await coin.connect(ana).transferNet(ana, coins(1_000));
    await coin.connect(ben).transferNetFrom(ana, ana, coins(1_000));
    await coin.connect(treasury).transfer(treasury, coins(4_000));
    expect([await coin.balanceOf(ana), await coin.balanceOf(treasury), await coin.totalSupply()]).to.deep.equal([
      coins(1_000),
      coins(4_000),
      coins(10_000),
    ]);
  });

  it("returns no more than the supply", async () => {
    const { coin, ana } = await loadFixture(aCoinAndStake);
    await expect(coin.connect(ana).transfer(ana, coins(1_000) + 1n))
      .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
      .withArgs(ana, coins(1_000), coins(1_000) + 1n);
  });
});
