import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import weekend from "../../charters/weekend.json";
import { parseCharter, namesIn } from "../../sdk/src/founding/charter";
import { codesOf, packagedCode } from "../../sdk/src/founding/codes";
import { addressAt } from "../../sdk/src/founding/institutions";
import { placedFor, planOf, type Codes, type Draft } from "../../sdk/src/founding/plan";
import {
  chained,
  CREATE2_PROXY,
  patched,
  placeholderOf,
  SELF,
  templateOf,
  type Step,
} from "../../sdk/src/founding/steps";

const accounts = [1, 2, 3].map((index) => `0x${String(index).repeat(40)}`);
const draft: Draft = {
  charter: parseCharter(weekend),
  founder: `0x${"f".repeat(40)}`,
  citizens: accounts,
  chainId: "1",
  variants: { randomness: "drand" },
};
const placed = { factory: CREATE2_PROXY, salt: ZeroHash };
const word = (address: string) => address.slice(2).toLowerCase().padStart(64, "0");

describe("the plan of a founding", () => {
  let codes: Codes;
  before(async () => {
    codes = await codesOf(packagedCode, namesIn(draft.charter));
  });

  describe("templateOf()", () => {
    it("takes every placeholder out, and says where it was", () => {
      const data = `0x12345678${word(placeholderOf(1))}${"ab".repeat(5)}${word(placeholderOf(SELF))}`;
      expect(templateOf(data, { count: 2, before: 3 })).to.deep.equal({
        template: `0x12345678${"0".repeat(64)}${"ab".repeat(5)}${"0".repeat(64)}`,
        patches: "0x00000701" + "00002cff",
      });
    });

    it("refuses a placeholder that does not fill a word", () => {
      expect(() => templateOf(`0x01${placeholderOf(0).slice(2)}`, { count: 1 })).to.throw(/part of something else/);
    });
  });

  describe("patched()", () => {
    it("fills in what templateOf() took out", () => {
      const deployer = `0x${"d".repeat(40)}`;
      const data = `0x12345678${word(placeholderOf(1))}${word(placeholderOf(SELF))}`;
      expect(patched(templateOf(data, { count: 2 }), deployer)).to.equal(
        `0x12345678${word(addressAt(deployer, 1))}${word(deployer)}`,
      );
    });
  });

  describe("chained()", () => {
    it("is 0 for no step", () => {
      expect(chained([]).hash).to.equal(ZeroHash);
    });

    it("has what remains after each step", () => {
      const { steps, rests } = planOf(draft, codes);
      expect(rests.map((_, index) => chained(steps.slice(index + 1)).hash)).to.deep.equal(rests);
    });

    const step: Step = { id: "", title: "", kind: "call", index: 1, template: "0x1234", patches: "0x00000001" };
    const admit: Step = {
      id: "",
      title: "",
      kind: "admit",
      index: 1,
      dossier: id("a"),
      applicants: accounts,
      period: 5n,
    };
    const handOver: Extract<Step, { readonly kind: "handOver" }> = {
      id: "",
      title: "",
      kind: "handOver",
      index: 1,
      template: "0x1234",
      patches: "0x",
      offices: [{ role: 1n, holder: accounts[0], term: 5n }],
    };
    const others: Readonly<Record<string, readonly [Step, Step]>> = {
      "another index": [step, { ...step, index: 2 }],
      "other data": [step, { ...step, template: "0x1235" }],
      "other patches": [step, { ...step, patches: "0x00000002" }],
      "another kind": [step, { ...step, kind: "create" }],
      "another charter's digest": [admit, { ...admit, dossier: id("b") }],
      "other applicants": [admit, { ...admit, applicants: accounts.slice(1) }],
      "other invitations": [admit, { ...admit, period: 6n }],
      "another office": [handOver, { ...handOver, offices: [{ ...handOver.offices[0], role: 2n }] }],
      "another officer": [handOver, { ...handOver, offices: [{ ...handOver.offices[0], holder: accounts[1] }] }],
      "another hand-over": [handOver, { ...handOver, template: "0x1235" }],
      "another term": [handOver, { ...handOver, offices: [{ ...handOver.offices[0], term: 6n }] }],
    };
    for (const [what, [one, other]] of Object.entries(others)) {
      it(`tells ${what} apart`, () => {
        expect(chained([one]).hash).not.to.equal(chained([other]).hash);
      });
    }
  });

  describe("planOf()", () => {
    it("names no address of an institution", () => {
      const { institutions } = placedFor({ ...draft, ...placed }, codes);
      const { steps } = planOf(draft, codes);
      const all = JSON.stringify(steps, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
      const named = Object.values(institutions).filter(({ address }) => all.includes(address.slice(2).toLowerCase()));
      expect(named).to.deep.equal([]);
    });

    it("depends on nothing but what it is given", () => {
      expect(planOf(draft, codes).hash).to.equal(planOf({ ...draft }, codes).hash);
    });
  });

  describe("placedFor()", () => {
    const nationOf = (changes: Partial<Draft & typeof placed>) =>
      placedFor({ ...draft, ...placed, ...changes }, codes).institutions.nation.address;
    const changes: Readonly<Record<string, Partial<Draft & typeof placed>>> = {
      "another tax rate": { charter: parseCharter({ ...weekend, coin: { taxRate: 2 } }) },
      "another article": {
        charter: parseCharter({ ...weekend, articles: [{ title: "Who we are", text: "Somebody else." }] }),
      },
      "another motto": { charter: parseCharter({ ...weekend, nation: { name: "Weekend", motto: "Never" } }) },
      "another citizen": { citizens: [...accounts.slice(0, 2), `0x${"4".repeat(40)}`] },
      "another invitation": { charter: parseCharter({ ...weekend, citizenship: { invitation: "10 days" } }) },
      "another office": {
        charter: parseCharter({ ...weekend, offices: [{ role: "registrar", citizen: "Ada", term: "30 days" }] }),
      },
      "another founder": { founder: `0x${"e".repeat(40)}` },
      "another source of randomness": { variants: { randomness: "block" } },
      "another chain": { chainId: "10", variants: { randomness: "drand" } },
      "another salt": { salt: id("salt") },
      "another factory": { factory: `0x${"c".repeat(40)}` },
    };
    for (const [what, change] of Object.entries(changes)) {
      it(`places the nation elsewhere for ${what}`, () => {
        expect(nationOf(change)).not.to.equal(nationOf({}));
      });
    }
  });
});
