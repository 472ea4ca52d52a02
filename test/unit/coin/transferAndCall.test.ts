import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aCoinAndStake, coins, Exemption } from "../../fixtures/money";

const transferAndCall = "transferAndCall(address,uint256)";
const transferFromAndCall = "transferFromAndCall(address,address,uint256)";

async function aCoinAndReceiver() {
  const world = await aCoinAndStake();
  const receiver = await ethers.deployContract("PaymentReceiver", [world.coin]);
  return { ...world, receiver };
}

describe("CivicCoin", () => {
  describe("transferAndCall()", () => {
    it("calls the receiver with the net amount", async () => {
      const { coin, ana, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(ana)[transferAndCall](receiver, coins(100));
      expect(await receiver.booked(ana)).to.equal(coins(98));
    });

    it("calls the receiver with the whole amount when the transfer is untaxed", async () => {
      const { coin, government, ana, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(government).setExemption(receiver, Exemption.Receiving);
      await coin.connect(ana)[transferAndCall](receiver, coins(100));
      expect(await receiver.booked(ana)).to.equal(coins(100));
    });

    it("returns true", async () => {
      const { coin, ana, receiver } = await loadFixture(aCoinAndReceiver);
      expect(await coin.connect(ana)[transferAndCall].staticCall(receiver, 1)).to.equal(true);
    });

    it("reverts with ERC1363InvalidReceiver when the receiver has no callback", async () => {
      const { coin, ana, ben } = await loadFixture(aCoinAndStake);
      await expect(coin.connect(ana)[transferAndCall](ben, coins(100)))
        .to.be.revertedWithCustomError(coin, "ERC1363InvalidReceiver")
        .withArgs(ben);
    });

    it("reverts with ERC20InsufficientBalance when the amount exceeds the balance", async () => {
      const { coin, ana, receiver } = await loadFixture(aCoinAndReceiver);
      await expect(coin.connect(ana)[transferAndCall](receiver, ethers.MaxUint256))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
        .withArgs(ana, coins(1_000), ethers.MaxUint256);
    });
  });

  describe("transferFromAndCall()", () => {
    it("calls the receiver with the net amount, and spends the allowance by the gross amount", async () => {
      const { coin, ana, ben, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(ana).approve(ben, coins(100));
      await coin.connect(ben)[transferFromAndCall](ana, receiver, coins(100));
      expect(await receiver.booked(ana)).to.equal(coins(98));
      expect(await coin.allowance(ana, ben)).to.equal(0);
    });

    it("returns true", async () => {
      const { coin, ana, ben, receiver } = await loadFixture(aCoinAndReceiver);
      await coin.connect(ana).approve(ben, coins(100));
      expect(await coin.connect(ben)[transferFromAndCall].staticCall(ana, receiver, 1)).to.equal(true);
    });

    it("reverts with ERC20InsufficientAllowance without an allowance", async () => {
      const { coin, ana, ben, receiver } = await loadFixture(aCoinAndReceiver);
      await expect(coin.connect(ben)[transferFromAndCall](ana, receiver, 1))
        .to.be.revertedWithCustomError(coin, "ERC20InsufficientAllowance")
        .withArgs(ben, 0, 1);
    });
  });
});
