import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { anUpkeep, atBaseFee, FEES, GAS } from "../../unit/upkeep/world";

describe("Attack: what a keeper calls calls back, so that gas is paid for twice", () => {
  it("skips a step that has steps taken itself (UPK-3)", async () => {
    const { upkeep, steps, perform, take, act } = await loadFixture(anUpkeep);
    const inner = upkeep.interface.encodeFunctionData("perform", [[take(1)]]);
    const outer = act(steps.interface.encodeFunctionData("pass", [upkeep.target, inner]), 2n * GAS);
    await expect(perform([outer, take(2)])).to.emit(upkeep, "ActFailed");
    expect([await steps.isDone(1), await steps.isDone(2)]).to.deep.equal([false, true]);
  });

  it("lets nobody back in who is being paid", async () => {
    const { upkeep, take } = await loadFixture(anUpkeep);
    const account = await ethers.deployContract("KeeperAccount", [upkeep]);
    await account.behave(false, true);
    await atBaseFee(() => account.performEach([take(1)], FEES));
    expect(await account.wasLetIn()).to.equal(false);
    expect(await ethers.provider.getBalance(account)).to.be.greaterThan(0);
  });

  it("pays what is left where a step has the rest sent back", async () => {
    const { upkeep, steps, authority, perform, told, act } = await loadFixture(anUpkeep);
    await authority.grantRole(0, steps, 0);
    const returnRest = upkeep.interface.encodeFunctionData("returnRest");
    const sent = perform([act(steps.interface.encodeFunctionData("pass", [upkeep.target, returnRest]))]);
    expect(await told(sent)).to.include({ done: 1n, reward: 0n });
  });
});
