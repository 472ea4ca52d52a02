import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ACCUSED, foundTribunal } from "../../fixtures/tribunal";

/** The evidence is over, and nobody has advanced the case. */
async function aSilentCourt() {
  const world = await foundTribunal();
  const caseId = await world.challenge();
  await world.caseOf(caseId).wait();
  return { ...world, caseId };
}

describe("Attack: somebody has the last word because nobody has advanced the case", () => {
  it("fails for the accused", async () => {
    const { tribunal, citizen, caseId } = await loadFixture(aSilentCourt);
    await expect(tribunal.connect(citizen(ACCUSED)).answer(caseId, "late"))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_NotHeard")
      .withArgs(caseId);
  });

  it("fails for everybody else", async () => {
    const { court, stranger, caseId } = await loadFixture(aSilentCourt);
    await expect(court.connect(stranger).submitEvidence(caseId, "late")).to.be.revertedWithCustomError(
      court,
      "Court_TooLate",
    );
  });
});
