import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/money";
import { aTribunalOfPanels, CHALLENGER, fine, REOPENING_PRICE, Ruling } from "../../fixtures/tribunal";

const DISMISS = 1;

/** A faction has ended an innocent citizenship. The fund would repay what that cost. */
async function ended() {
  const world = await aTribunalOfPanels();
  const { tribunal, ruled, citizen, challenge } = world;
  for (const accused of [1, 2]) await challenge({ of: accused, sanctions: [fine(1n)] });
  const caseId = await ruled(Ruling.grant, { by: citizen(CHALLENGER) });
  await tribunal.enforce(caseId);
  return { ...world, caseId };
}

/** All citizens have acquitted. */
async function acquitted() {
  const world = await ended();
  const { tribunal, court, caseOf, inPlenary, caseId } = world;
  await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
  const reopenedAs = await court.caseCount();
  await caseOf(reopenedAs).pass();
  await inPlenary(reopenedAs, DISMISS);
  await court.execute(reopenedAs);
  return world;
}

describe("Attack: the fund for true challenges pays for the end of an innocent citizenship", () => {
  it("pays nothing before the plenary could have decided", async () => {
    const { tribunal, caseId } = await loadFixture(ended);
    await expect(tribunal.refund(caseId)).to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund");
  });

  it("pays nothing after an acquittal, however late", async () => {
    const { tribunal, caseId } = await loadFixture(acquitted);
    await time.increase(800 * DAY);
    await expect(tribunal.refund(caseId)).to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToRefund");
  });
});
