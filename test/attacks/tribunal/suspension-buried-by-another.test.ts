import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { DAY } from "../../fixtures/money";
import {
  ACCUSED,
  aTribunalOfPanels,
  CHALLENGER,
  Outcome,
  REOPENING_PRICE,
  revocation,
  Ruling,
  suspension,
} from "../../fixtures/tribunal";

/**
 * Attack: whoever had panels suspend somebody for long has another ruling, of a second, carried out on top of it. When the plenary
 * acquits, the long suspension is no longer the last one, and stays.
 *
 * Defence: a suspension that can be taken back is known by its own part, wherever it lies.
 */
async function aBuriedSuspension() {
  const world = await aTribunalOfPanels();
  const { tribunal, court, ruled, citizen, caseOf, inPlenary } = world;
  const petty = await ruled(Ruling.grant, { by: citizen(CHALLENGER), sanctions: [suspension(10 * DAY)] });
  const big = await ruled(Ruling.grant, { sanctions: [suspension(180 * DAY), revocation] });
  await tribunal.enforce(big);
  await tribunal.reopen(big, "I was away.", { value: REOPENING_PRICE });
  await tribunal.enforce(petty);
  const acquit = async () => {
    const reopenedAs = await court.caseCount();
    await caseOf(reopenedAs).pass();
    await inPlenary(reopenedAs, Ruling.dismiss);
    await court.execute(reopenedAs);
    expect((await tribunal.challengeOf(big)).outcome).to.equal(Outcome.Dismissed);
  };
  return { ...world, petty, big, acquit };
}

describe("Attack: a suspension is buried under another, so that no acquittal takes it back", () => {
  it("is taken back, and what the other ruling imposed is left", async () => {
    const { citizenship, acquit } = await loadFixture(aBuriedSuspension);
    const before = (await citizenship.citizen(ACCUSED)).suspendedUntil;
    await acquit();
    const { standing, suspendedUntil } = await citizenship.citizen(ACCUSED);
    const left = Number(suspendedUntil) - (await time.latest());
    expect(standing).to.equal(Standing.Suspended);
    // Suspensions end at midnight, and the second began where the first ended.
    expect(left).to.be.within(9 * DAY, 12 * DAY);
    expect(Number(before - suspendedUntil)).to.be.greaterThan(160 * DAY);
  });

  it("is taken back once", async () => {
    const { tribunal, big, acquit } = await loadFixture(aBuriedSuspension);
    await acquit();
    await expect(tribunal.lift(big))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift")
      .withArgs(big, Outcome.Dismissed);
  });

  it("takes nothing back of a part that was served", async () => {
    const { tribunal, citizenship, big, acquit } = await loadFixture(aBuriedSuspension);
    await time.increase(181 * DAY);
    const before = await citizenship.citizen(ACCUSED);
    await acquit();
    expect(await citizenship.citizen(ACCUSED)).to.deep.equal(before);
    await expect(tribunal.lift(big)).to.be.revertedWithCustomError(tribunal, "Tribunal_NothingToLift");
  });
});
