import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ACCUSED, aTribunal, Outcome, REOPENING_PRICE } from "../../fixtures/tribunal";

const [DISMISS, GRANT] = [1, 2];

/** The accused defends the citizenship in the plenary, but not by an answer to the tribunal, and loses. */
async function aConvictionByThePlenary() {
  const world = await loadFixture(aTribunal);
  const { court, citizen, challenge, caseOf } = world;
  const caseId = await challenge();
  await court.connect(citizen(ACCUSED)).submitEvidence(caseId, "It was not me.");
  await caseOf(caseId).judge([GRANT, GRANT, GRANT, GRANT, GRANT]);
  await caseOf(caseId).pass();
  await court.connect(citizen(ACCUSED)).voteInPlenary(caseId, DISMISS, "It was not me.");
  for (let id = 1; id <= 10; ++id) await court.connect(citizen(id)).voteInPlenary(caseId, GRANT, "");
  await caseOf(caseId).pass();
  await court.execute(caseId);
  return { ...world, caseId };
}

describe("Attack: whom the plenary convicted has it decide again, when its voters are tired", () => {
  it("is refused, although the accused never called answer()", async () => {
    const { tribunal, citizen, caseId } = await aConvictionByThePlenary();
    await tribunal.enforce(caseId);
    await expect(tribunal.connect(citizen(ACCUSED)).reopen(caseId, "Once more.", { value: REOPENING_PRICE }))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_NotReopenable")
      .withArgs(caseId);
  });

  it("leaves the grant as it is", async () => {
    const { tribunal, caseId } = await aConvictionByThePlenary();
    const { outcome, isAnswered, reopenableUntil } = await tribunal.challengeOf(caseId);
    expect([outcome, isAnswered, reopenableUntil]).to.deep.equal([Outcome.Granted, false, 0n]);
  });
});
