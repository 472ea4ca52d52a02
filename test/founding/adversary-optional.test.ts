import { expect } from "chai";
import { parseCharter } from "../../sdk/src/founding";
import { namesIn } from "../../sdk/src/founding/charter";
import { chained } from "../../sdk/src/founding/steps";
import { institutionNames, isOptional } from "../../sdk/src/institutions/registry";
import { Stage } from "../fixtures/adversary";
import { institutionVariants } from "../fixtures/dishonest";
import { charterOf } from "../fixtures/nation";

/** Institutions that a charter has to name. */
const usual = namesIn(parseCharter(charterOf(["0x" + "11".repeat(20)])));
const rare = institutionNames.filter(isOptional).filter((name) => !usual.includes(name));

/** What is tried of every institution alike, where the usual ones stand. */
const TRIED = /other code at (35|80) %|value, beyond its bounds/;

const stage = new Stage({ institutions: Object.fromEntries(rare.map((name) => [name, true])) });
const dishonest = rare.flatMap((name) => {
  const all = institutionVariants(stage.given, name);
  return all.filter(({ title }) => !TRIED.test(title));
});

/** By which errors contracts refuse a step, where they do: such a founding never comes to stand. */
const refusals: readonly (readonly [error: string, titles: RegExp])[] = [
  ["NationDeployer_NothingDeployed", /^a petitions with another institution in place 3 of its terms$/],
  [
    "Merit_BoundsUnsound",
    /^a merit with another (upper bound.* of (halfLife|mostPoints)|lower bound.* of mostPoints)$/,
  ],
  ["Admissions_BoundsUnsound", /^a admissions with another .* bound.* of (attestations|bounty)$/],
];

// Checks POWER-3.
describe("verifyFounding(), of dishonest foundings with institutions that few nations have", () => {
  before(() => stage.set());
  after(() => stage.strike());

  it("is whole where the founding was honest", async () => {
    await stage.back(stage.plan.steps.length);
    const { record } = stage;
    expect([await stage.verdictOf(record), await stage.verdictOf(record.institutions.nation.address)]).to.deep.equal([
      "whole",
      "whole",
    ]);
  });

  it("tries code, wiring, terms and creator of each", () => {
    for (const name of rare) {
      const titles = dishonest.filter(({ of }) => of === name).map(({ title }) => title);
      expect(titles).to.include.members([
        `a ${name} with other code at 60 % of it`,
        `a ${name} that a stranger created`,
      ]);
      expect(titles.some((title) => title.includes("another institution in place"))).to.equal(true, name);
    }
  });

  for (const { title, honest, rest, outside } of dishonest) {
    const refusal = refusals.find(([, titles]) => titles.test(title))?.[0];
    it(`finds ${title}${refusal === undefined ? "" : `, which ${refusal} keeps from standing`}`, async () => {
      await stage.unbear();
      const other = chained([...stage.plan.steps.slice(0, honest), ...rest]);
      const shown = await stage.recordFor(other, outside);
      await stage.bear(shown);
      expect(await stage.carryOut(other, shown, outside)).to.equal(refusal);
      const verdicts = [await stage.verdictOf(shown), await stage.verdictOf(shown.institutions.nation.address)];
      const due = refusal === undefined ? "fault" : "no nation";
      expect(verdicts).to.deep.equal([due, due]);
    });
  }
});
