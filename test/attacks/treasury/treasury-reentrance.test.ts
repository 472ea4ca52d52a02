import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { aTreasury, CAP, COIN, NATIVE } from "../../fixtures/treasury";

describe("Attack: a receiver calls the treasury back while it is paid", () => {
  /** A spender that spends from its budget whenever money arrives. */
  async function aReentrantSpender() {
    const world = await aTreasury();
    const thief = await ethers.deployContract("CallbackReceiver");
    const id = await world.open({ spender: thief, asset: NATIVE });
    const spending = world.treasury.interface.encodeFunctionData("spend", [
      id,
      await thief.getAddress(),
      6n * COIN,
      "Again",
    ]);
    return { ...world, thief, id, spending };
  }

  it("reverts with Treasury_PaymentRefused when it spends its budget while it is paid", async () => {
    const { treasury, thief, spending } = await loadFixture(aReentrantSpender);
    await thief.onReceive(treasury, 0, spending);
    await expect(treasury.pay(NATIVE, thief, 1n, "Bait"))
      .to.be.revertedWithCustomError(treasury, "Treasury_PaymentRefused")
      .withArgs(thief, 1n);
  });

  for (const method of ["pay", "payConstitutionally"] as const)
    it(`reverts with Treasury_PaymentRefused when it is the government, and uses ${method}() while it is paid`, async () => {
      const { citizenship } = await loadFixture(aTreasury);
      const government = await ethers.deployContract("CallbackReceiver");
      const authority = await ethers.deployContract("AccessManager", [government]);
      const terms = [20_00, 50_00].map((value) => ({ value, min: 0, max: value }));
      const treasury = await ethers.deployContract("Treasury", [authority, citizenship, terms]);
      await setBalance(await treasury.getAddress(), 1_000n * COIN);
      const payment: [string, string, bigint, string] = [NATIVE, await government.getAddress(), 1n, "Again"];
      await government.onReceive(treasury, 0, treasury.interface.encodeFunctionData(method as "pay", payment));
      await expect(government.callBack())
        .to.be.revertedWithCustomError(treasury, "Treasury_PaymentRefused")
        .withArgs(government, 1n);
    });

  it("reverts with ReentrancyGuardReentrantCall when a token calls back before it has moved anything", async () => {
    const { treasury, supplier, open } = await loadFixture(aTreasury);
    const token = await ethers.deployContract("HostileToken");
    const thief = await ethers.deployContract("CallbackReceiver");
    await token.mint(treasury, 1_000n * COIN);
    const id = await open({ spender: thief, asset: token, ceiling: CAP });
    await token.setHook(thief);
    await thief.onReceive(
      treasury,
      0,
      treasury.interface.encodeFunctionData("spend", [id, await thief.getAddress(), 1n, "Again"]),
    );
    await expect(treasury.pay(token, supplier, CAP, "Bait")).to.be.revertedWithCustomError(
      treasury,
      "ReentrancyGuardReentrantCall",
    );
  });

  it("pays the money back at once: what it returned raises the cap by its share only", async () => {
    const { treasury } = await loadFixture(aTreasury);
    const friend = await ethers.deployContract("CallbackReceiver");
    await friend.onReceive(treasury, CAP, "0x");
    await treasury.pay(NATIVE, friend, CAP, "Round trip");
    const { balance, left, available } = await treasury.outflowOf(NATIVE);
    expect([balance, left, available]).to.deep.equal([1_000n * COIN, CAP, (CAP * 20n) / 100n]);
  });
});
