import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, CAP, HOLDING } from "../../fixtures/treasury";

describe("Attack: a hostile token corrupts the treasury's accounts", () => {
  async function aHostileToken() {
    const world = await aTreasury();
    const hostile = await ethers.deployContract("HostileToken");
    await hostile.mint(world.treasury, HOLDING);
    return { ...world, hostile };
  }

  it("reverts with Treasury_TokenTookMore when it takes more than was paid", async () => {
    const { treasury, hostile, supplier } = await loadFixture(aHostileToken);
    await hostile.setSurcharge(2n);
    await expect(treasury.pay(hostile, supplier, 5n, "Bread"))
      .to.be.revertedWithCustomError(treasury, "Treasury_TokenTookMore")
      .withArgs(hostile, 5n, 7n);
  });

  it("delivers less than was paid: what left is counted", async () => {
    const { treasury, hostile, supplier } = await loadFixture(aHostileToken);
    await hostile.setShortfall(2n);
    await treasury.pay(hostile, supplier, 5n, "Bread");
    const { balance, left } = await treasury.outflowOf(hostile);
    expect([balance, left]).to.deep.equal([HOLDING - 5n, 5n]);
  });

  it("reverts with SafeERC20FailedOperation when it answers false", async () => {
    const { treasury, hostile, supplier } = await loadFixture(aHostileToken);
    await hostile.setRefuses(true);
    await expect(treasury.pay(hostile, supplier, 5n, "Bread"))
      .to.be.revertedWithCustomError(treasury, "SafeERC20FailedOperation")
      .withArgs(hostile);
  });

  it("claims to hold more than any number counts: other assets are paid as ever", async () => {
    const { treasury, token, hostile, supplier } = await loadFixture(aHostileToken);
    await hostile.mint(treasury, ethers.MaxUint256 - HOLDING);
    await expect(treasury.pay(hostile, supplier, 5n, "Bread")).to.be.revertedWithPanic(0x11);
    await treasury.pay(token, supplier, CAP, "Bread");
    expect((await treasury.outflowOf(token)).available).to.equal(0n);
  });
});
