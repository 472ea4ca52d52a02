import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { DAY } from "../../fixtures/money";
import {
  ACCUSED,
  comeBack,
  foundTribunal,
  OTHER,
  revocation,
  Ruling,
  suspension,
  type SanctionTerms,
} from "../../fixtures/tribunal";

/** The citizenship that the accused gets anew. */
const ANEW = OTHER + 1;
const PERIOD = 180 * DAY;

async function granted(sanctions: readonly SanctionTerms[]) {
  const world = await foundTribunal();
  const caseId = await world.ruled(Ruling.grant, { sanctions });
  return { ...world, caseId };
}

/** Suspended for half a year, renounced, and back a month later. */
async function aReturnOfASuspended() {
  const world = await granted([suspension(PERIOD)]);
  await world.tribunal.enforce(world.caseId);
  const until = (await time.latest()) + PERIOD;
  await world.citizenship.connect(world.citizen(ACCUSED)).renounce();
  await time.increase(30 * DAY);
  await comeBack(world, world.citizen(ACCUSED));
  return { ...world, until };
}

/** Renounced before the sanctions were carried out, had them tried, and is back. */
async function aReturnOfASentenced() {
  const world = await granted([suspension(PERIOD), revocation]);
  await world.citizenship.connect(world.citizen(ACCUSED)).renounce();
  await world.tribunal.connect(world.citizen(ACCUSED)).enforce(world.caseId);
  await comeBack(world, world.citizen(ACCUSED));
  return world;
}

describe("Attack: who was sentenced renounces, and comes back free", () => {
  it("serves the rest of the suspension with the new citizenship", async () => {
    const { tribunal, citizenship, until } = await loadFixture(aReturnOfASuspended);
    await tribunal.recognise(ACCUSED);
    const { standing, suspendedUntil } = await citizenship.citizen(ANEW);
    expect(standing).to.equal(Standing.Suspended);
    expect(Number(suspendedUntil)).to.be.within(until, until + DAY);
  });

  it("serves it once", async () => {
    const { tribunal, citizenship } = await loadFixture(aReturnOfASuspended);
    await tribunal.recognise(ACCUSED);
    const { suspendedUntil } = await citizenship.citizen(ANEW);
    await expect(tribunal.recognise(ACCUSED)).to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver");
    expect((await citizenship.citizen(ANEW)).suspendedUntil).to.equal(suspendedUntil);
  });

  it("serves it after another one, not at the same time", async () => {
    const { tribunal, citizenship, ruled, until } = await loadFixture(aReturnOfASuspended);
    const caseId = await ruled(Ruling.grant, { of: ANEW, sanctions: [suspension(PERIOD)] });
    await tribunal.enforce(caseId);
    const both = Number((await citizenship.citizen(ANEW)).suspendedUntil);
    expect(both - until - PERIOD).to.be.within(0, 2 * DAY);
  });

  it("serves no rest of one that has ended meanwhile", async () => {
    const { tribunal, citizenship } = await loadFixture(aReturnOfASuspended);
    await time.increase(PERIOD);
    await expect(tribunal.recognise(ACCUSED)).to.be.revertedWithCustomError(tribunal, "Enforcement_NothingToCarryOver");
    expect((await citizenship.citizen(ANEW)).standing).to.equal(Standing.Active);
  });

  it("is suspended and revoked after all, although its first call found nobody", async () => {
    const { tribunal, citizenship, caseId } = await loadFixture(aReturnOfASentenced);
    await tribunal.enforce(caseId);
    expect((await citizenship.citizen(ANEW)).standing).to.equal(Standing.Revoked);
    expect((await tribunal.challengeOf(caseId)).isEnforced).to.deep.equal([true, true]);
  });
});
