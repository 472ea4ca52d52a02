import { loadFixture, takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { againstAnAppeal, againstSilence } from "../../../scripts/generate/factions";
import { Standing } from "../../fixtures/citizenship";
import { Phase } from "../../fixtures/court";
import { ACCUSED, foundTribunal, JURORS, OTHER, REOPENING_PRICE, type TribunalWorld } from "../../fixtures/tribunal";

const CITIZENS = 300;
const [INNOCENT, GUILTY] = [1, 2];

/** A nation in which nobody defends the accused, and a tenth of the honest is on the roll. */
const nation = { citizens: CITIZENS, roll: 0.1, turnout: 0.2 };
const faction = againstSilence(nation);
const onTheRoll = faction + Math.round((CITIZENS - 1 - faction) * nation.roll);

/** Jurors first: those whom the fixture enrols at its beginning, and those after the parties. */
const juror = (index: number) => (index < JURORS ? index + 1 : OTHER + 1 + index - JURORS);
const members = new Set(Array.from({ length: faction }, (_, index) => BigInt(juror(index))));

async function aLargeNation() {
  return foundTribunal(false, onTheRoll - JURORS, CITIZENS - OTHER - (onTheRoll - JURORS));
}

/** Lets panels decide, the faction for the end and the honest against it. Returns whether the citizenship is to end. */
async function panelsEnd(world: TribunalWorld, caseId: bigint, word: string): Promise<boolean> {
  const dispute = world.caseOf(caseId);
  for (let round = 0; ;) {
    const phase = await dispute.phase();
    if (phase === Phase.Draw) {
      await dispute.seed(`${word} ${round}`);
      await dispute.draw();
    } else if (phase === Phase.Commit) {
      await dispute.vote((await dispute.panel()).map((id) => (members.has(id) ? GUILTY : INNOCENT)));
      await world.court.advance(caseId);
      round += 1;
    } else if (phase >= Phase.Final) {
      return (await dispute.caseView()).ruling === BigInt(GUILTY);
    } else {
      await dispute.pass();
    }
  }
}

/** The citizenship ended by two panels, by the first seed for which both have enough of the faction. */
async function anEndingInSilence() {
  const world = await aLargeNation();
  const before = await takeSnapshot();
  for (const word of ["ash", "birch", "cedar", "dogwood", "elm", "fir", "gum", "hazel", "iris", "juniper"]) {
    const caseId = await world.challenge();
    if (await panelsEnd(world, caseId, word)) {
      await world.court.execute(caseId);
      await world.tribunal.enforce(caseId);
      return { ...world, caseId };
    }
    // The same challenge is not brought again for a while.
    await before.restore();
  }
  throw new Error("No seed seats enough of the faction.");
}

describe("Attack: a faction of a large nation ends the citizenship of who does not answer", () => {
  it(`takes ${faction} of ${CITIZENS} where a tenth of the honest is on the roll`, async () => {
    const { citizenship } = await loadFixture(anEndingInSilence);
    expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
  });

  for (const [heads, ends] of [
    [faction, false],
    [againstAnAppeal({ ...nation, turnout: 0 }) - 1, false],
    [againstAnAppeal({ ...nation, turnout: 0 }), true],
  ] as const) {
    it(`${ends ? "ends it again" : "gives it back"} when anyone has it reopened and ${heads} vote for the end`, async () => {
      const world = await loadFixture(anEndingInSilence);
      const { tribunal, citizenship, court, caseId, stranger, citizens, caseOf } = world;
      await tribunal.connect(stranger).reopen(caseId, "", { value: REOPENING_PRICE });
      expect(await citizenship.mayVote(ACCUSED)).to.equal(true);

      const reopenedAs = await court.caseCount();
      const plenary = caseOf(reopenedAs);
      await plenary.pass();
      const voters = citizens.filter((_, index) => index !== ACCUSED - 1).slice(0, heads);
      for (const voter of voters) await court.connect(voter).voteInPlenary(reopenedAs, GUILTY, "");
      await plenary.pass();
      await court.execute(reopenedAs);
      if (ends) await tribunal.enforce(caseId);
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(ends ? Standing.Revoked : Standing.Active);
    });
  }
});
