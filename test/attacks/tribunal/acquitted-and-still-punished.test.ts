import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { coins, DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunalOfPanels,
  fine,
  REOPENING_PRICE,
  revocation,
  Ruling,
  suspension,
} from "../../fixtures/tribunal";

/** Fined, suspended and ended without an answer, and then acquitted by the plenary. */
async function anAcquittal() {
  const world = await aTribunalOfPanels();
  const { tribunal, court, ruled, caseOf, inPlenary } = world;
  const caseId = await ruled(Ruling.grant, { sanctions: [fine(coins(50)), suspension(180 * DAY), revocation] });
  await tribunal.enforce(caseId);
  await tribunal.reopen(caseId, "", { value: REOPENING_PRICE });
  const reopenedAs = await court.caseCount();
  await caseOf(reopenedAs).pass();
  await inPlenary(reopenedAs, Ruling.dismiss);
  await court.execute(reopenedAs);
  return world;
}

describe("Attack: whom the plenary acquits goes on serving what was imposed", () => {
  it("is not suspended any more", async () => {
    const { citizenship } = await loadFixture(anAcquittal);
    expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Active);
  });

  it("pays no more of the fine", async () => {
    const { tribunal, stake, citizen } = await loadFixture(anAcquittal);
    await stake.connect(citizen(ACCUSED)).stake(coins(60));
    await expect(tribunal.collectFine(ACCUSED))
      .to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCollect")
      .withArgs(ACCUSED, 0n);
  });
});
