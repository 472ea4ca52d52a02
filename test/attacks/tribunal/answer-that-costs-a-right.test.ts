import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { ACCUSED, aTribunalOfPanels, Ground, Outcome, REOPENING_PRICE, Ruling } from "../../fixtures/tribunal";

const [DISMISS, GRANT] = [1, 2];

/**
 * Attack: a faction that can fill two panels, and is no constitutional majority, challenges whoever answers and does not know that
 * one has to appeal within days. Whoever keeps silent can have all citizens decide for a year; whoever answered could not at all.
 *
 * Defence: what panels decided all citizens can be asked to decide, for thirty days after the ruling where the accused answered.
 */
async function anAnsweredConviction() {
  const world = await aTribunalOfPanels();
  const { tribunal, citizen, challenge, rule } = world;
  const caseId = await challenge();
  await tribunal.connect(citizen(ACCUSED)).answer(caseId, "It is not true.");
  await rule(caseId, Ruling.grant);
  await tribunal.enforce(caseId);
  return { ...world, caseId };
}

describe("Attack: panels end the citizenship of whoever answered, and knew no more to do", () => {
  for (const [choice, outcome, standing] of [
    [DISMISS, Outcome.Dismissed, Standing.Active],
    [GRANT, Outcome.Granted, Standing.Active],
  ] as const) {
    it(`has all citizens decide, who ${choice === DISMISS ? "acquit" : "confirm"}`, async () => {
      const { tribunal, court, citizenship, stranger, caseId, caseOf, inPlenary } =
        await loadFixture(anAnsweredConviction);
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
      await tribunal.connect(stranger).reopen(caseId, "For a neighbour.", { value: REOPENING_PRICE });
      const reopenedAs = await court.caseCount();
      await caseOf(reopenedAs).pass();
      await inPlenary(reopenedAs, choice);
      await court.execute(reopenedAs);
      expect((await tribunal.challengeOf(caseId)).outcome).to.equal(outcome);
      // Confirmed, it ends again when its turn comes.
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(standing);
    });
  }

  it("keeps what a bond waits for pending meanwhile", async () => {
    const { tribunal, caseId } = await loadFixture(anAnsweredConviction);
    expect((await tribunal.challengeable(ACCUSED, Ground.FalseDossier, 0)).pendingId).to.equal(caseId);
  });
});
