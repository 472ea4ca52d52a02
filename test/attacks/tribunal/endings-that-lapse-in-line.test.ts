import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { DAY } from "../../fixtures/money";
import { Standing } from "../../fixtures/citizenship";
import { fine, foundTribunal, revocation, Ruling } from "../../fixtures/tribunal";

/** As many as the brake keeps in line for more than a year. */
const GUILTY = 13;
const YEAR = 365 * DAY;

/** All of thirteen citizens are found guilty at once. The brake lets one go in any 30 days. */
async function aLongLine() {
  const world = await foundTribunal();
  const { court, challenge, caseOf, citizens } = world;
  const caseIds = [];
  for (let of = 1; of <= GUILTY; ++of) {
    caseIds.push(await challenge({ of, sanctions: [fine(1n), revocation] }));
  }
  // Whoever is on the panels, all vote alike.
  for (const caseId of caseIds) await caseOf(caseId).pass();
  for (const caseId of caseIds) await caseOf(caseId).seed();
  for (const caseId of caseIds) await caseOf(caseId).draw();
  for (const caseId of caseIds) for (let seat = 0; seat < 5; ++seat) await caseOf(caseId).commit(seat, Ruling.grant);
  await caseOf(caseIds[GUILTY - 1]).wait();
  for (const caseId of caseIds) for (let seat = 0; seat < 5; ++seat) await caseOf(caseId).reveal(seat, Ruling.grant);
  for (const caseId of caseIds) await court.advance(caseId);
  for (const caseId of caseIds) await caseOf(caseId).pass();
  for (const caseId of caseIds) {
    for (const voter of citizens) await court.connect(voter).voteInPlenary(caseId, Ruling.grant, "");
  }
  for (const caseId of caseIds) await caseOf(caseId).pass();
  for (const caseId of caseIds) await court.execute(caseId);
  return { ...world, caseIds };
}

describe("Attack: so many are found guilty that their endings lapse while they wait in line", () => {
  async function afterAYear() {
    const world = await aLongLine();
    const { tribunal, caseIds } = world;
    for (const caseId of caseIds.slice(0, -1)) {
      const possibleAt = await tribunal.nextEndingAt(false);
      if (possibleAt > BigInt(await time.latest())) await time.setNextBlockTimestamp(possibleAt);
      await tribunal.enforce(caseId);
    }
    return { ...world, last: caseIds[GUILTY - 1] };
  }

  it("ends the last one after more than a year, since the line does not count", async () => {
    const { tribunal, court, citizenship, last } = await loadFixture(afterAYear);
    await time.increaseTo((await court.decidedAt(last)).moment + BigInt(YEAR + 30 * DAY));
    await tribunal.enforce(last);
    const { citizenId } = await tribunal.challengeOf(last);
    expect((await citizenship.citizen(citizenId)).standing).to.equal(Standing.Revoked);
  });

  it("tells until when it can be carried out", async () => {
    const { tribunal, last } = await loadFixture(afterAYear);
    expect((await tribunal.challengeOf(last)).lapsesAt).to.be.greaterThan(
      BigInt(await time.latest()) + BigInt(300 * DAY),
    );
  });

  it("lapses after a year in which the line was open and nobody cared", async () => {
    const { tribunal, last } = await loadFixture(afterAYear);
    await time.increaseTo(await tribunal.nextEndingAt(false));
    const { lapsesAt } = await tribunal.challengeOf(last);
    await time.setNextBlockTimestamp(lapsesAt);
    await expect(tribunal.enforce(last))
      .to.be.revertedWithCustomError(tribunal, "Tribunal_SanctionsLapsed")
      .withArgs(last, lapsesAt);
  });

  it("carries out no other sanction of the challenge so late", async () => {
    const { tribunal, court, last } = await loadFixture(afterAYear);
    await time.increaseTo((await court.decidedAt(last)).moment + BigInt(YEAR + DAY));
    const { citizenId } = await tribunal.challengeOf(last);
    await tribunal.enforce(last);
    expect(await tribunal.unpaidFineOf(citizenId)).to.equal(0n);
    expect((await tribunal.challengeOf(last)).isEnforced).to.deep.equal([false, true]);
  });
});
