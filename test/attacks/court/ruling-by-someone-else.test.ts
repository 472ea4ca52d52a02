import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { COST } from "../../fixtures/court";
import { ACCUSED, fine, foundTribunal, Outcome, revocation, Ruling } from "../../fixtures/tribunal";

async function aPendingChallenge() {
  const world = await foundTribunal();
  const caseId = await world.challenge();
  return { ...world, caseId };
}

describe("Attack: somebody else rules on a challenge, or sanctions without a ruling", () => {
  it("reverts with Tribunal_NotTheCourt for the government, the challenger and the accused", async () => {
    const { tribunal, government, stranger, citizen, caseId } = await loadFixture(aPendingChallenge);
    for (const somebody of [government, stranger, citizen(ACCUSED)]) {
      await expect(tribunal.connect(somebody).rule(caseId, Ruling.grant))
        .to.be.revertedWithCustomError(tribunal, "Tribunal_NotTheCourt")
        .withArgs(somebody);
    }
  });

  it("is ruled by no other contract that brings a case to the court", async () => {
    const { tribunal, court, caseId, caseOf } = await loadFixture(aPendingChallenge);
    const other = await ethers.deployContract("PlainArbitrable", [court]);
    await other.open(2, "0x", { value: COST });
    const otherId = await court.caseCount();
    await caseOf(otherId).decide([2, 2, 2]);
    await expect(court.execute(otherId)).not.to.emit(tribunal, "Ruling");
    expect((await tribunal.challengeOf(caseId)).outcome).to.equal(Outcome.Pending);
    await expect(tribunal.enforce(otherId)).to.be.revertedWithCustomError(tribunal, "Tribunal_NoSuchChallenge");
  });

  it("reverts with Enforcement_NotByRuling for everybody who calls impose()", async () => {
    const { tribunal, government, caseId } = await loadFixture(aPendingChallenge);
    for (const sanction of [revocation, fine(1n)]) {
      await expect(tribunal.connect(government).impose(caseId, ACCUSED, sanction)).to.be.revertedWithCustomError(
        tribunal,
        "Enforcement_NotByRuling",
      );
    }
  });

  it("reverts with Tribunal_NothingToEnforce while pending, and before the ruling is final", async () => {
    const { tribunal, caseOf, caseId } = await loadFixture(aPendingChallenge);
    await caseOf(caseId).judge(Array<number>(5).fill(2));
    await expect(tribunal.enforce(caseId))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToEnforce")
      .withArgs(caseId, Outcome.Pending);
  });

  it("reverts with AccessManagedUnauthorized at the institutions themselves", async () => {
    const { citizenship, stake, roll, government } = await loadFixture(aPendingChallenge);
    const rulingId = ethers.ZeroHash;
    await expect(citizenship.connect(government).revoke(ACCUSED, rulingId)).to.be.revertedWithCustomError(
      citizenship,
      "AccessManagedUnauthorized",
    );
    for (const institution of [stake, roll]) {
      await expect(institution.connect(government).slash(ACCUSED, 1, rulingId)).to.be.revertedWithCustomError(
        institution,
        "AccessManagedUnauthorized",
      );
    }
  });
});
