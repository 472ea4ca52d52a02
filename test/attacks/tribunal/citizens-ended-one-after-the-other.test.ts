import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/money";
import { foundTribunal, revocation, Ruling } from "../../fixtures/tribunal";

const VICTIMS = [6, 7, 8, 9, 10, 11, 12, 13];

/** A faction wins every case against the others, and keeps the rulings until it has them all. */
async function aPurge() {
  const world = await foundTribunal();
  const caseIds = [];
  for (const victim of VICTIMS) {
    const caseId = await world.challenge({ of: victim, sanctions: [revocation] });
    caseIds.push(caseId);
  }
  for (const caseId of caseIds) await world.rule(caseId, Ruling.grant);
  return { ...world, caseIds };
}

// Checks JUST-8.
describe("Attack: a faction that wins every case ends the citizenships of the others", () => {
  it("gets one of thirteen in a month, however the rulings are spread", async () => {
    const { tribunal, citizenship, caseIds } = await loadFixture(aPurge);
    const before = await citizenship.citizenCount();
    for (const caseId of caseIds) await tribunal.enforce(caseId);
    expect(await citizenship.citizenCount()).to.equal(before - 1n);
  });

  it("gets no second one at the edge of a month", async () => {
    const { tribunal, citizenship, caseIds } = await loadFixture(aPurge);
    const before = await citizenship.citizenCount();
    const first = await time.latest();
    await tribunal.enforce(caseIds[0]);
    for (const days of [1, 15, 29]) {
      await time.increaseTo(first + days * DAY);
      for (const caseId of caseIds.slice(1)) await tribunal.enforce(caseId);
    }
    expect(await citizenship.citizenCount()).to.equal(before - 1n);
  });
});
