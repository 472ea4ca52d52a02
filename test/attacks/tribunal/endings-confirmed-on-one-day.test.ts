import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { aTribunalOfPanels, REOPENING_PRICE, Ruling } from "../../fixtures/tribunal";

const VICTIMS = [11, 12, 13];
const GRANT = 2;

/** Three citizenships ended in three months. All were reopened, and the plenary has confirmed all of them. */
async function allConfirmed() {
  const world = await aTribunalOfPanels();
  const { tribunal, court, ruled, caseOf, inPlenary } = world;
  const caseIds = [];
  for (const accused of VICTIMS) caseIds.push(await ruled(Ruling.grant, { of: accused }));
  for (const caseId of caseIds) {
    const possibleAt = await tribunal.nextEndingAt(false);
    if (possibleAt > BigInt(await time.latest())) await time.increaseTo(possibleAt);
    await tribunal.enforce(caseId);
  }
  const reopened = [];
  for (const caseId of caseIds) {
    await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
    reopened.push(await court.caseCount());
  }
  for (const caseId of reopened) {
    await caseOf(caseId).pass();
    await inPlenary(caseId, GRANT);
    await court.execute(caseId);
  }
  await time.increaseTo(await tribunal.nextEndingAt(false));
  return { ...world, caseIds };
}

// Checks JUST-8.
describe("Attack: the endings of several months, all reopened and confirmed, fall on one day", () => {
  it("ends one of them on that day", async () => {
    const { tribunal, citizenship, caseIds } = await loadFixture(allConfirmed);
    const before = await citizenship.citizenCount();
    for (const caseId of caseIds) await tribunal.enforce(caseId);
    expect(await citizenship.citizenCount()).to.equal(before - 1n);
  });

  it("has the others wait in line, and loses none of them", async () => {
    const { tribunal, citizenship, caseIds } = await loadFixture(allConfirmed);
    for (const caseId of caseIds) {
      const possibleAt = await tribunal.nextEndingAt(false);
      if (possibleAt > BigInt(await time.latest())) await time.increaseTo(possibleAt);
      await tribunal.enforce(caseId);
    }
    for (const id of VICTIMS) expect((await citizenship.citizen(id)).standing).to.equal(Standing.Revoked);
  });
});
