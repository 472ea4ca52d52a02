import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Standing } from "../../fixtures/citizenship";
import { DAY, key } from "../../fixtures/money";
import { ACCUSED, foundTribunal, Ground, OTHER, revocation, Ruling, rulingIdOf } from "../../fixtures/tribunal";

const WINDOW = 30 * DAY;

/** Of thirteen citizens three are to be ended by rulings. */
async function threeEndings() {
  const world = await foundTribunal();
  const caseIds = [];
  for (const accused of [ACCUSED, OTHER, 11]) {
    caseIds.push(await world.ruled(Ruling.grant, { of: accused, sanctions: [revocation] }));
  }
  return { ...world, caseIds };
}

/** The first of them was. */
async function oneEnding() {
  const world = await threeEndings();
  await world.tribunal.enforce(world.caseIds[0]);
  return { ...world, endedAt: await time.latest() };
}

// Checks JUST-8.
describe("Enforcement", () => {
  describe("the brake on endings", () => {
    it("lets one pass however small the share of the citizens is", async () => {
      const { citizenship } = await loadFixture(oneEnding);
      expect((await citizenship.citizen(ACCUSED)).standing).to.equal(Standing.Revoked);
    });

    it("has the next one wait, whoever enforces it", async () => {
      const { tribunal, citizenship, caseIds, endedAt } = await loadFixture(oneEnding);
      const reason = tribunal.interface.encodeErrorResult("Enforcement_EndingsBraked", [OTHER, endedAt + WINDOW]);
      await expect(tribunal.enforce(caseIds[1]))
        .to.emit(tribunal, "SanctionFailed")
        .withArgs(caseIds[1], OTHER, 0, reason);
      expect((await citizenship.citizen(OTHER)).standing).to.equal(Standing.Active);
    });

    it("has it wait for 30 days, and not a second longer", async () => {
      const { tribunal, citizenship, caseIds, endedAt } = await loadFixture(oneEnding);
      await time.setNextBlockTimestamp(endedAt + WINDOW - 1);
      await expect(tribunal.enforce(caseIds[1])).to.emit(tribunal, "SanctionFailed");
      await expect(tribunal.enforce(caseIds[1]))
        .to.emit(citizenship, "CitizenRevoked")
        .withArgs(OTHER, rulingIdOf(caseIds[1]));
    });

    it("counts endings on every ground", async () => {
      const { tribunal, ruled } = await loadFixture(oneEnding);
      const caseId = await ruled(Ruling.grant, { of: 10, ground: Ground.Deceased });
      await expect(tribunal.enforce(caseId)).to.emit(tribunal, "SanctionFailed");
    });

    it("counts no ending that is moot", async () => {
      const { tribunal, citizenship, citizen, caseIds } = await loadFixture(threeEndings);
      await citizenship.connect(citizen(ACCUSED)).renounce();
      await tribunal.enforce(caseIds[0]);
      await expect(tribunal.enforce(caseIds[1])).to.emit(citizenship, "CitizenRevoked");
    });

    it("lets as many pass as the share of the citizens is", async () => {
      const { tribunal, citizenship, caseIds } = await loadFixture(threeEndings);
      await tribunal.setProvision(key("monthlyEndings"), 16_00); // Two of thirteen.
      await tribunal.enforce(caseIds[0]);
      await tribunal.setProvision(key("monthlyEndings"), 17_00); // Two of twelve.
      await tribunal.enforce(caseIds[1]);
      await expect(tribunal.enforce(caseIds[2])).to.emit(tribunal, "SanctionFailed");
      expect((await citizenship.citizen(OTHER)).standing).to.equal(Standing.Revoked);
    });
  });

  describe("nextEndingAt()", () => {
    it("is 0 before any ruling ended a citizenship", async () => {
      const { tribunal } = await loadFixture(threeEndings);
      expect(await tribunal.nextEndingAt(false)).to.equal(0n);
    });

    it("is 30 days after the ending that leaves the window next", async () => {
      const { tribunal, endedAt } = await loadFixture(oneEnding);
      expect(await tribunal.nextEndingAt(false)).to.equal(endedAt + WINDOW);
    });

    it("follows the provision", async () => {
      const { tribunal } = await loadFixture(oneEnding);
      await tribunal.setProvision(key("monthlyEndings"), 17_00);
      expect(await tribunal.nextEndingAt(false)).to.equal(0n);
    });
  });

  describe("powerChangeOf()", () => {
    for (const name of ["challengeBond", "coolOff", "maxFine", "maxSuspension", "monthlyEndings"]) {
      // A bond and a cool-off protect some from others, whichever way they move.
      const lower = name === "challengeBond" || name === "coolOff" ? 2n : 1n;
      for (const [what, by, change] of [
        ["more power for a higher", 1n, 2n],
        [`${lower === 1n ? "less" : "more"} power for a lower`, -1n, lower],
      ] as const) {
        it(`tells ${what} ${name}`, async () => {
          const { tribunal } = await loadFixture(threeEndings);
          const { standing } = await tribunal.provision(key(name));
          const data = tribunal.interface.encodeFunctionData("setProvision", [key(name), standing + by]);
          expect(await tribunal.powerChangeOf(data)).to.equal(change);
        });
      }
    }
  });
});
