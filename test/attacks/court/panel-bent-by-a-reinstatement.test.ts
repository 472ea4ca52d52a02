import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { admitAll, GROUNDS } from "../../fixtures/citizenship";
import { BOND, provisions } from "../../fixtures/court";
import { nation } from "../../fixtures/institutions";
import { DAY } from "../../fixtures/money";

/**
 * A suspension whose time is over stands until somebody ends it, which anyone may. An account that knows the seed could compare
 * the panels with and without the suspended jurors, and end their suspensions before the draw or not.
 */
// Checks JURY-3.
describe("Attack: a panel bent by a reinstatement after the freeze", () => {
  const JURORS = 10;
  const SUSPENDED = [1, 2, 3, 4, 5, 6];

  /** Ten jurors, of whom six were suspended at the freeze and could be reinstated; the test acts as the court. */
  async function aKnownSeed() {
    const [, treasury, registrar, justice, stranger, ...others] = await ethers.getSigners();
    const people = others.slice(0, JURORS);
    const world = await nation({
      only: ["citizenship", "coin", "juryRoll"],
      stub: { passport: "PassportStub" },
      accounts: { treasury, court: stranger },
      officers: { registrar, justice },
      holders: people,
      provisions,
    });
    const { citizenship, coin, juryRoll: roll } = world;
    await admitAll({ citizenship, registrar }, people);
    await time.increase(DAY);
    for (const juror of people) {
      await coin.connect(juror).approve(roll, 2n * BOND);
      await roll.connect(juror).enrol();
    }
    const until = BigInt(await time.latest()) + BigInt(DAY);
    for (const citizenId of SUSPENDED) await citizenship.connect(justice).suspend(citizenId, until, GROUNDS);
    await time.increase(3 * DAY);
    const frozenAt = await time.latest();
    await time.increase(60);

    const panel = async (seed: string): Promise<bigint[]> => {
      const terms = {
        seed,
        frozenAt,
        openedAt: frozenAt,
        positions: JURORS,
        firstTry: 0,
        tries: 500,
        seats: 3,
        servesUntil: frozenAt,
        caseId: 1,
        hasRecusals: false,
      };
      const [citizenIds] = await roll.connect(stranger).draw.staticCall(terms, []);
      return [...citizenIds];
    };
    return { citizenship, people, panel };
  }

  const SEEDS = ["a", "b", "c", "d"].map((word) => ethers.id(word));

  for (const reinstated of [[], [1], [2, 4, 6], SUSPENDED]) {
    context(`given ${reinstated.length} of them are reinstated afterwards`, () => {
      it("draws the same panel from the same seed, of those who were active at the freeze", async () => {
        const { citizenship, people, panel } = await loadFixture(aKnownSeed);
        const expected = await Promise.all(SEEDS.map(panel));
        for (const citizenId of reinstated) await citizenship.connect(people[0]).reinstate(citizenId);
        expect(await Promise.all(SEEDS.map(panel))).to.deep.equal(expected);
        for (const citizenId of expected.flat()) expect(SUSPENDED).not.to.include(Number(citizenId));
        expect(expected.every(({ length }) => length === 3)).to.equal(true);
      });
    });
  }
});
