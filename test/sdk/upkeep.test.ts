import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { ethers } from "hardhat";
import { connect, moment, seconds, wei } from "../../sdk/src";
import { keptFunctions } from "../../sdk/src/founding/institutions";
import { budgetId } from "../../sdk/src/institutions/treasury";
import { Keeper, type KeeperOptions } from "../../sdk/src/keeper";
import { Proposal } from "../fixtures/governance";
import { foundNation } from "../fixtures/nation";

const DAY = 86_400;
const POT = wei.parse("1");

/** A nation with an upkeep, and an epoch of dividends that can be closed. */
async function anEmptyUpkeep() {
  const world = await foundNation(3, { institutions: { upkeep: true, dividends: true } });
  await time.increase(91 * DAY);
  const keeper = (await ethers.getSigners()).at(-2)!;
  const at = world.founding.addresses.nation;
  const nation = await connect(keeper, at);
  const government = await connect(ethers.provider, at);
  const closing = { institution: "dividends" as const, data: nation.dividends.closeEpoch.call().data };
  const keep = (options: KeeperOptions = {}) => new Keeper(keeper, at, { only: ["dividends"], ...options }).pass();
  return { ...world, nation, upkeep: nation.upkeep, government: government.upkeep, closing, keeper, keep };
}

async function anUpkeep() {
  const world = await anEmptyUpkeep();
  await world.stranger.sendTransaction({ to: world.upkeep.address, value: POT });
  return world;
}

describe("nation.upkeep", () => {
  it("tells what it can pay, also in the overview", async () => {
    const { upkeep, nation } = await loadFixture(anUpkeep);
    expect(await upkeep.balance()).to.equal(POT);
    expect((await nation.overview()).upkeep).to.deep.equal({ balance: POT });
  });

  it("tells what a step earns, as far as there is coin", async () => {
    const { upkeep, nation } = await loadFixture(anUpkeep);
    const { baseFeePerGas } = (await ethers.provider.getBlock("latest"))!;
    expect(await upkeep.rewardFor({ gas: 1_000n })).to.equal((1_000n * baseFeePerGas! * 110n) / 100n);
    expect(await upkeep.rewardFor({ gas: 10n ** 18n })).to.equal(wei.parse("0.02"));
    expect(nation.upkeep.address).to.equal(upkeep.address);
  });

  it("tells which functions are paid for: those that the declarations name", async () => {
    const { upkeep, closing } = await loadFixture(anUpkeep);
    const kept = (await upkeep.kept()).map(({ institution, selector }) => ({
      institution: encodeBytes32String(institution),
      selector,
    }));
    expect(kept).to.have.deep.members(keptFunctions());
    expect(await upkeep.isKept(closing)).to.equal(true);
    expect(await upkeep.isKept({ ...closing, data: "0x12345678" })).to.equal(false);
  });

  it("takes steps that are due, and tells what was paid, and what failed", async () => {
    const { upkeep, closing, keeper } = await loadFixture(anUpkeep);
    const act = { ...closing, gas: 400_000n };
    const before = await ethers.provider.getBalance(keeper);
    const { done, failed, reward, receipt } = await upkeep.perform.wait({ acts: [act, act] });
    expect([done, failed.map(({ index }) => index)]).to.deep.equal([1, [1]]);
    expect(await ethers.provider.getBalance(keeper)).to.equal(before + reward - receipt.fee);
  });

  it("draws a budget, is told what is listed, and gives back the rest by decisions", async () => {
    const { upkeep, government, governor, nation, citizens, stranger, treasury } = await loadFixture(anUpkeep);
    await stranger.sendTransaction({ to: treasury, value: 100n * POT });
    const open = nation.treasury.openBudget.call({
      purpose: "Upkeep",
      spender: upkeep.address,
      ceiling: { native: wei.parse("2") },
      period: seconds.days(30),
      until: moment.from((await time.latest()) + 300 * DAY),
    });
    const [first] = await upkeep.kept();
    const calls = [open, government.setKept.call({ ...first, isKept: false }), government.returnRest.call()];
    await new Proposal(governor, citizens[0], calls, "Upkeep").passAndExecute(citizens);
    expect(await upkeep.kept()).not.to.deep.include(first);
    expect(await upkeep.balance()).to.equal(0n);
    const { amount } = await upkeep.collect.wait({ budgetId: budgetId.from(1) });
    expect(amount).to.equal(wei.parse("2"));
  });
});

describe("Keeper", () => {
  describe("pass()", () => {
    it("takes a step through the upkeep, and tells what it earned", async () => {
      const { keep, upkeep, dividends } = await loadFixture(anUpkeep);
      const [{ outcome, earned, hash }] = await keep();
      expect(outcome).to.equal("done");
      const receipt = (await ethers.provider.getTransactionReceipt(hash!))!;
      expect(receipt.to).to.equal(upkeep.address);
      expect(earned! > 0n).to.equal(true);
      expect(await upkeep.balance()).to.equal(POT - earned!);
      expect(await dividends.epochCount()).to.equal(1);
    });

    it("takes it directly when it is told so", async () => {
      const { keep, dividends } = await loadFixture(anUpkeep);
      const [{ outcome, earned, hash }] = await keep({ upkeep: false });
      expect([outcome, earned]).to.deep.equal(["done", undefined]);
      expect((await ethers.provider.getTransactionReceipt(hash!))!.to).to.equal(dividends.target);
    });

    it("takes it directly while the upkeep has nothing to pay", async () => {
      const { keep, dividends } = await loadFixture(anEmptyUpkeep);
      const [{ outcome, earned, hash }] = await keep();
      expect([outcome, earned]).to.deep.equal(["done", undefined]);
      expect((await ethers.provider.getTransactionReceipt(hash!))!.to).to.equal(dividends.target);
    });

    it("takes it directly where its function is not listed", async () => {
      const { keep, upkeep, government, governor, citizens, closing, dividends } = await loadFixture(anUpkeep);
      const call = government.setKept.call({
        institution: "dividends",
        selector: closing.data.slice(0, 10),
        isKept: false,
      });
      await new Proposal(governor, citizens[0], [call], "No").passAndExecute(citizens);
      const [{ outcome, earned, hash }] = await keep();
      expect([outcome, earned]).to.deep.equal(["done", undefined]);
      expect((await ethers.provider.getTransactionReceipt(hash!))!.to).to.equal(dividends.target);
      expect(await upkeep.balance()).to.equal(POT);
    });

    it("takes it directly when the upkeep's transaction could cost more than the limit", async () => {
      const { keep, nation, dividends } = await loadFixture(anUpkeep);
      const { maxCost } = await nation.dividends.closeEpoch.estimate();
      const [{ outcome, hash }] = await keep({ maxCost: wei.from(maxCost + maxCost / 10n) });
      expect(outcome).to.equal("done");
      expect((await ethers.provider.getTransactionReceipt(hash!))!.to).to.equal(dividends.target);
    });
  });
});
