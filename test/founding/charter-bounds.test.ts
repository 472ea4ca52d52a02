import { expect } from "chai";
import { offChain, onChain, type ProvisionKind, type Quantity } from "../../sdk/src/core/provision-specs";
import { CharterError, institutionNames, parseCharter, type CharterInput } from "../../sdk/src/founding";
import { provisionsOf } from "../../sdk/src/founding/provisions";
import { isOptional } from "../../sdk/src/institutions/registry";

/** A charter of every institution in which a provision is given. */
function charterWith(path: readonly string[], given: unknown): CharterInput {
  const charter: Record<string, unknown> = {
    nation: { name: "Small" },
    citizens: [{ name: "Ada" }],
    institutions: Object.fromEntries(institutionNames.filter(isOptional).map((name) => [name, true])),
    // What must not lie above another is judged elsewhere.
    government: { ordinary: { citizens: { quorum: 5 } } },
  };
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((node, key) => (node[key] ??= {}) as Record<string, unknown>, charter);
  parent[path[path.length - 1]] = given;
  return charter as unknown as CharterInput;
}

/** What is wrong with a provision that is given so, as `field: message`; of other fields nothing. */
function problemsOf(path: readonly string[], given: unknown): string[] {
  try {
    parseCharter(charterWith(path, given));
    return [];
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    const field = path.join(".");
    return error.problems
      .filter((problem) => problem.field === field || problem.field.startsWith(`${field}.`))
      .map((problem) => `${problem.field}: ${problem.message}`);
  }
}

/** What is said of an amount below nothing, and of a share of more than all. */
const MALFORMED: Readonly<Record<ProvisionKind, string>> = {
  percent: "must be a percentage from 0 to 100 with at most two decimals, such as 1.5.",
  share: "must be a percentage from 0 to 100 with at most two decimals, such as 1.5.",
  duration: 'must be a duration in words, such as "2 days", "36 hours" or "1 day 12 hours".',
  term: 'must be a whole number of days, such as "365 days", or "unlimited".',
  days: 'must be a whole number of days, such as "30 days".',
  native: "must be an amount of the native coin with at most 9 decimals, such as 0.01.",
  coins: "must be a whole number of coins.",
  heads: "must be a whole number.",
};

/** An amount of the chain as a charter would write it, be it none that it takes. */
function written(kind: ProvisionKind, amount: bigint): Quantity {
  if (amount >= 0n) return offChain(kind, amount);
  switch (kind) {
    case "duration":
      return `${amount} seconds`;
    case "term":
    case "days":
      return `${amount} days`;
    case "percent":
    case "share":
      return Number(amount) / 100;
    case "native":
      return "-0.000000001";
    default:
      return Number(amount);
  }
}

/** Whether a charter has a way to write an amount. */
const isWritten = (kind: ProvisionKind, amount: bigint): boolean =>
  amount >= 0n && !((kind === "percent" || kind === "share") && amount > 100_00n);

const specs = institutionNames.flatMap(provisionsOf);

describe("parseCharter(), at the bounds of provisions", () => {
  for (const { institution, key, kind, path, value, within, limits } of specs) {
    describe(`${institution}.${key}`, () => {
      const field = path.join(".");
      const [min, max] = within;
      const [least, most] = limits;
      const number = (quantity: Quantity) => onChain(kind, quantity);

      it(`takes the bounds that a silent charter has: ${min} and ${max}`, () => {
        expect(within.map((one) => problemsOf(path, { value: one, min: one }))).to.deep.equal([[], []]);
      });

      for (const [title, bound, step] of [
        ["under", min, -1n],
        ["over", max, 1n],
      ] as const) {
        const amount = number(bound) + step;
        const one = written(kind, amount);
        it(`refuses one ${title} the bounds of a silent charter: ${one}`, () => {
          expect(problemsOf(path, one)).to.deep.equal([
            isWritten(kind, amount)
              ? `${field}: is ${one}, outside its bounds of ${min} to ${max}: give { "value", "min", "max" } to choose other bounds.`
              : `${field}: ${MALFORMED[kind]}`,
          ]);
        });
      }

      it(`takes the widest bounds: ${least} to ${most}`, () => {
        expect(problemsOf(path, { value, min: least, max: most })).to.deep.equal([]);
      });

      for (const [title, bound, step, which] of [
        ["under", least, -1n, "min"],
        ["over", most, 1n, "max"],
      ] as const) {
        const amount = number(bound) + step;
        const one = written(kind, amount);
        it(`refuses a ${which} of one ${title} the widest bounds: ${one}`, () => {
          const bounds = { min: least, max: most, [which]: one };
          expect(problemsOf(path, { value, ...bounds })).to.deep.equal([
            isWritten(kind, amount)
              ? `${field}: has the bounds ${bounds.min} to ${bounds.max}: they must lie within ${least} to ${most}.`
              : `${field}.${which}: ${MALFORMED[kind]}`,
          ]);
        });
      }
    });
  }

  // In figures of their own: those of the declarations may be wrong themselves.
  context("given what protects citizens from their government", () => {
    const table: readonly [field: string, within: readonly [Quantity, Quantity], under: Quantity, over: Quantity][] = [
      ["citizenship.waitingPeriod", ["7 days", "90 days"], "6 days", "91 days"],
      ["citizenship.term", ["90 days", "1095 days"], "89 days", "1096 days"],
      ["citizenship.monthlyAdmissions", [1, 25], 0.99, 25.01],
      ["treasury.outflow", [1, 25], 0.99, 25.01],
      ["treasury.totalOutflow", [1, 50], 0.99, 50.01],
    ];
    for (const [field, [least, most], under, over] of table) {
      const path = field.split(".");

      it(`takes ${field} of ${least} and of ${most}`, () => {
        expect([least, most].map((one) => problemsOf(path, { value: one, min: least }))).to.deep.equal([[], []]);
      });

      for (const [min, max] of [
        [under, most],
        [least, over],
      ])
        it(`refuses bounds of ${field} of ${min} to ${max}`, () => {
          expect(problemsOf(path, { value: least, min, max })).to.deep.equal([
            `${field}: has the bounds ${min} to ${max}: they must lie within ${least} to ${most}.`,
          ]);
        });
    }

    it("takes no citizenship that lasts for ever", () => {
      expect(problemsOf(["citizenship", "term"], "unlimited")).to.deep.equal([
        'citizenship.term: is unlimited, outside its bounds of 90 days to 1095 days: give { "value", "min", "max" } to choose other bounds.',
      ]);
    });

    it("lets no ordinary decision close the treasury to every larger one, unless the charter says so", () => {
      const field = "treasury.totalOutflow";
      expect(problemsOf(field.split("."), 9.99)).to.deep.equal([
        `${field}: is 9.99, outside its bounds of 10 to 50: give { "value", "min", "max" } to choose other bounds.`,
      ]);
      expect(problemsOf(field.split("."), 10)).to.deep.equal([]);
    });
  });
});
