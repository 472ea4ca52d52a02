import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/money";
import { aTribunal, aTribunalOfPanels, REOPENING_PRICE, revocation, Ruling, suspension } from "../../fixtures/tribunal";

const YEAR = 365 * DAY;

/** The ruling is final, and nobody has it delivered for years. */
async function aForgottenRuling() {
  const world = await aTribunalOfPanels();
  const caseId = await world.challenge({ sanctions: [revocation] });
  await world.judge(caseId, Ruling.grant);
  return { ...world, caseId };
}

describe("Attack: the year of a grant starts when somebody has it delivered", () => {
  it("carries nothing out that was decided five years ago", async () => {
    const { tribunal, court, caseId } = await loadFixture(aForgottenRuling);
    await time.increase(5 * YEAR);
    await court.execute(caseId);
    await expect(tribunal.enforce(caseId)).to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionsLapsed");
  });

  it("counts from the end of the time for appeals, whoever advances the case", async () => {
    const { tribunal, court, challenge, caseOf } = await loadFixture(aTribunal);
    const caseId = await challenge({ sanctions: [suspension(DAY)] });
    await caseOf(caseId).judge([Ruling.grant, Ruling.grant, Ruling.grant]);
    const { endsAt } = await caseOf(caseId).caseView();
    await time.increaseTo(endsAt + BigInt(YEAR) + 3_600n);
    await court.advance(caseId);
    await court.execute(caseId);
    await expect(tribunal.enforce(caseId)).to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionsLapsed");
  });

  it("gives no longer time to reopen either", async () => {
    const { tribunal, court, caseId } = await loadFixture(aForgottenRuling);
    await time.increase(YEAR + DAY);
    await court.execute(caseId);
    await expect(tribunal.reopen(caseId, "", { value: REOPENING_PRICE })).to.be.revertedWithCustomError(
      tribunal,
      "Tribunal_TooLateToReopen",
    );
  });
});
