import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/money";
import { ACCUSED, aTribunalOfPanels, OTHER, REOPENING_PRICE, Ruling } from "../../fixtures/tribunal";

/** The ending is held back until more than a year after the ruling: nobody has anything to notice until then. */
async function heldBack() {
  const world = await aTribunalOfPanels();
  const { tribunal, court, ruled } = world;
  const caseId = await ruled(Ruling.grant);
  const other = await ruled(Ruling.grant, { of: OTHER });
  const { moment } = await court.decidedAt(caseId);
  await time.increaseTo(moment + BigInt(350 * DAY));
  await tribunal.enforce(other);
  await time.increaseTo(await tribunal.nextEndingAt(false));
  expect(BigInt(await time.latest())).to.be.greaterThan(moment + BigInt(365 * DAY));
  return { ...world, caseId };
}

describe("Attack: an ending is held back until nobody can have it reopened", () => {
  it("can be reopened for a year after the end", async () => {
    const { tribunal, citizenship, citizen, caseId } = await loadFixture(heldBack);
    await tribunal.enforce(caseId);
    await time.increase(364 * DAY);
    await tribunal.reopen(caseId, "I was away.", { value: REOPENING_PRICE });
    expect(await citizenship.citizenOf(citizen(ACCUSED))).to.equal(ACCUSED);
  });

  it("can be reopened while it waits in line", async () => {
    const { tribunal, caseId } = await loadFixture(heldBack);
    await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE })).to.emit(tribunal, "ChallengeReopened");
  });
});
