import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, DAY, provisionTerms, YEAR, YEARLY_MINT } from "../../fixtures/money";
import { terms, Zero } from "./world";

describe("CivicCoin", () => {
  describe("supplyAt()", () => {
    it("returns the supply of a moment, before and after what was minted", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      const minted: number[] = [];
      for (const amount of [100, 200]) {
        await time.increase(10);
        await coin.connect(government).mint(ana, coins(amount));
        minted.push(await time.latest());
      }
      const [first, second] = minted;
      const supplies = [first - 1, first, second - 1, second].map((moment) => coin.supplyAt(moment));
      expect(await Promise.all(supplies)).to.deep.equal([10_000, 10_100, 10_100, 10_300].map(coins));
    });

    it("returns the genesis where nothing was minted, and for a moment before the coin", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      expect(await coin.supplyAt(await time.latest())).to.equal(coins(10_000));
      expect(await coin.supplyAt(0)).to.equal(coins(10_000));
    });

    it("returns the present supply for any later moment", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(100));
      expect(await coin.supplyAt(ethers.MaxUint256)).to.equal(coins(10_100));
    });
  });

  describe("mint()", () => {
    it("mints the whole amount, untaxed", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      const minting = coin.connect(government).mint(ana, coins(100));
      await expect(minting).to.emit(coin, "Transfer").withArgs(Zero, ana, coins(100));
      await expect(minting).to.changeTokenBalance(coin, ana, coins(100));
      expect(await coin.totalSupply()).to.equal(coins(10_100));
    });

    it("mints to the treasury", async () => {
      const { coin, government, treasury } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).mint(treasury, 7)).to.changeTokenBalance(coin, treasury, 7);
    });

    it("mints up to the yearly bound, which leaves out the genesis", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      expect(await coin.mintable()).to.equal(coins(500));
      await coin.connect(government).mint(ana, coins(500));
      expect(await coin.mintable()).to.equal(0);
    });

    it("reverts with CivicCoin_YearlyMintExceeded for one unit above the yearly bound", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).mint(ana, coins(500) + 1n))
        .to.be.revertedWithCustomError(coin, "CivicCoin_YearlyMintExceeded")
        .withArgs(coins(500) + 1n, coins(500));
    });

    it("does not raise its own bound within the year", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(400));
      expect(await coin.mintable()).to.equal(coins(100));
    });

    it("mints again after 365 days, not one second before", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(300));
      const at = await time.latest();
      await time.increase(100 * DAY);
      await coin.connect(government).mint(ana, coins(200));
      await time.increaseTo(at + YEAR - 1);
      expect(await coin.mintable()).to.equal(0);
      await time.increaseTo(at + YEAR);
      // of 10,300 coins at the window's beginning, less the 200 minted in it
      expect(await coin.mintable()).to.equal(coins(315));
    });

    it("returns 0 from mintable() while more was minted than a lowered bound", async () => {
      const { coin, government, ana } = await loadFixture(aCoinAndStake);
      await coin.connect(government).mint(ana, coins(300));
      await coin.connect(government).setProvision(YEARLY_MINT, 1_00);
      expect(await coin.mintable()).to.equal(0);
    });

    it("mints up to the maximum supply, and nothing more", async () => {
      const [, , , holder] = await ethers.getSigners();
      const authority = await ethers.deployContract("AccessManager", [holder]);
      const coin = await ethers.deployContract("CivicCoin", [
        authority,
        { ...(await terms()), maxSupply: coins(10) + 1n },
        [provisionTerms.taxRate, provisionTerms.yearlyMint],
      ]);
      expect(await coin.mintable()).to.equal(1);
      await coin.connect(holder).mint(holder, 1);
      await expect(coin.connect(holder).mint(holder, 1))
        .to.be.revertedWithCustomError(coin, "CivicCoin_MaxSupplyExceeded")
        .withArgs(coins(10) + 2n, coins(10) + 1n);
    });

    it("reverts with ERC20InvalidReceiver when the receiver is the zero address", async () => {
      const { coin, government } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(government).mint(Zero, 1))
        .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
        .withArgs(Zero);
    });

    it("reverts with AccessManagedUnauthorized when the caller is not the government", async () => {
      const { coin, ana } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana).mint(ana, 1))
        .to.be.revertedWithCustomError(coin, "AccessManagedUnauthorized")
        .withArgs(ana);
    });
  });
});
