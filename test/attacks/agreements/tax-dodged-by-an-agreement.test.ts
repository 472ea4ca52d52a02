import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive, type Archive, type ArbitratedDeal } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

const PAYMENT = coins(50);
const TAX = coins(1);

/** Ana owes Ben fifty coins, and would pay them without the tax of a transfer. */
async function aPayment(world: Archive, locks: bigint[], payouts: bigint[]): Promise<ArbitratedDeal> {
  return world.bind({ locks, payouts });
}

async function pays(world: Archive, deal: ArbitratedDeal, end: (deal: ArbitratedDeal) => Promise<unknown>) {
  const { agreements, coin, ben, treasury } = world;
  const [bens, treasurys] = [await coin.balanceOf(ben), await coin.balanceOf(treasury)];
  await end(deal);
  for (const citizenId of [11, 12]) {
    if ((await agreements.owedToCitizen(coin, citizenId)) !== 0n) await agreements.claimForCitizen(coin, citizenId);
  }
  await agreements.claim(coin, treasury);
  expect(await coin.balanceOf(agreements)).to.equal(0n);
  expect((await coin.balanceOf(treasury)) - treasurys).to.equal(TAX);
  return (await coin.balanceOf(ben)) - bens;
}

describe("Attack: a payment is made by an agreement, to escape the tax on transfers", () => {
  it("bears the tax when the agreement is performed", async () => {
    const world = await loadFixture(anArchive);
    const deal = await aPayment(world, [PAYMENT, 0n], [0n, PAYMENT]);
    const received = await pays(world, deal, async () => {
      await deal.declare(0, world.ana);
      await deal.declare(1, world.ben);
      await deal.complete();
    });
    expect(received).to.equal(PAYMENT - TAX);
  });

  it("bears it when the parties settle", async () => {
    const world = await loadFixture(anArchive);
    const deal = await aPayment(world, [PAYMENT, 0n], [PAYMENT, 0n]);
    const received = await pays(world, deal, async () => {
      await deal.settle(world.ana, [0n, PAYMENT]);
      await deal.settle(world.ben, [0n, PAYMENT]);
    });
    expect(received).to.equal(PAYMENT - TAX);
  });

  it("bears it when the court divides", async () => {
    const world = await loadFixture(anArchive);
    const deal = await aPayment(world, [PAYMENT, 0n], [PAYMENT, 0n]);
    await deal.dispute(1, world.ben, [0n, PAYMENT]);
    await deal.rule(2);
    expect(await pays(world, deal, () => deal.divide([0n, PAYMENT]))).to.equal(PAYMENT - TAX);
  });

  it("bears it on what changes hands, however much is locked beside it", async () => {
    const world = await loadFixture(anArchive);
    const deal = await aPayment(world, [PAYMENT, coins(500)], [0n, coins(550)]);
    await pays(world, deal, async () => {
      await deal.declare(0, world.ana);
      await deal.declare(1, world.ben);
      await deal.complete();
    });
  });

  it("is not made by what is given back: that goes to whom it came from alone", async () => {
    const { open, ana, ben, agreements, coin } = await loadFixture(anArchive);
    const deal = await open({ locks: [PAYMENT, 0n], payouts: [PAYMENT, 0n] });
    await deal.sign(0, ana);
    await deal.decline(0, ana);
    await expect(agreements.connect(ben).claimForCitizen(coin, 11)).to.changeTokenBalances(
      coin,
      [ana, ben],
      [PAYMENT, 0n],
    );
  });
});
