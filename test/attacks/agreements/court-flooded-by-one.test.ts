import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { anArchive } from "../../fixtures/agreements";
import { aLargeCourt, COST } from "../../fixtures/court";
import { coins } from "../../fixtures/money";
import { NATIVE } from "../../fixtures/treasury";

const ANAS = [coins(90), coins(10)];

/** Ana has three agreements, and brings one after the other. */
async function aFlood() {
  const world = await anArchive(aLargeCourt);
  const deals = [await world.bind(), await world.bind(), await world.bind()];
  return { ...world, deals };
}

// Checks AGR-10.
describe("Attack: one person floods the court", () => {
  it("pays twice the price for each case more that is open", async () => {
    const { deals, ana, court } = await loadFixture(aFlood);
    const paid: bigint[] = [];
    for (const deal of deals) {
      paid.push(await deal.cost(0));
      await deal.dispute(0, ana, ANAS);
    }
    expect(paid).to.deep.equal([COST, 2n * COST, 4n * COST]);
    expect(await court.arbitrationCost("0x00")).to.equal(COST);
  });

  it("pays what is above the court's price to the treasury", async () => {
    const { deals, ana, agreements, treasury, court } = await loadFixture(aFlood);
    for (const deal of deals) await deal.dispute(0, ana, ANAS);
    expect(await agreements.owedTo(NATIVE, treasury)).to.equal(4n * COST);
    const brought = await court.queryFilter(court.filters.CaseOpened);
    expect(brought.map(({ args }) => args.fees)).to.deep.equal([COST, COST, COST]);
  });

  it("raises nobody else's price", async () => {
    const { deals, ana } = await loadFixture(aFlood);
    await deals[0].dispute(0, ana, ANAS);
    expect(await deals[1].cost(1)).to.equal(COST);
  });

  it("pays the price again once the court has ruled", async () => {
    const { deals, ana } = await loadFixture(aFlood);
    await deals[0].dispute(0, ana, ANAS);
    await deals[0].rule(1);
    expect(await deals[1].cost(0)).to.equal(COST);
  });

  it("still pays twice while the court hears what was settled, and once afterwards", async () => {
    const { deals, ana, ben } = await loadFixture(aFlood);
    await deals[0].dispute(0, ana, ANAS);
    await deals[0].settle(ana, ANAS);
    await deals[0].settle(ben, ANAS);
    expect(await deals[1].cost(0)).to.equal(2n * COST);
    await deals[0].rule(1);
    expect(await deals[1].cost(0)).to.equal(COST);
  });

  it("counts by person: a new key of the citizen changes nothing", async () => {
    const { deals, ana, eve, citizenship } = await loadFixture(aFlood);
    await deals[0].dispute(0, ana, ANAS);
    await citizenship.move(11, eve);
    expect(await deals[1].cost(0)).to.equal(2n * COST);
  });

  it("counts an account that is no citizen's by itself", async () => {
    const { bind, open, ana, eve } = await loadFixture(aFlood);
    const parties = [ana.address, eve.address];
    const first = await (await open({ parties })).signAll([ana, eve]);
    const second = await (await open({ parties })).signAll([ana, eve]);
    await first.dispute(1, eve, ANAS);
    expect(await second.cost(1)).to.equal(2n * COST);
    expect(await (await bind()).cost(0)).to.equal(COST);
  });
});
