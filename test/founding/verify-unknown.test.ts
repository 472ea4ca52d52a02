import { takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash, type Result } from "ethers";
import { ethers } from "hardhat";
import { roles } from "../../sdk/src/core/roles";
import { parseCharter, reportText, verifyFounding, type FoundingRecord } from "../../sdk/src/founding";
import { charterHashOf, namesIn } from "../../sdk/src/founding/charter";
import { codeHashOf } from "../../sdk/src/founding/codes";
import {
  addressAt,
  addressesOf,
  argumentsOf,
  contractOf,
  creatorOf,
  interfaceOf,
} from "../../sdk/src/founding/institutions";
import { birthIn, stepsDue, type Codes } from "../../sdk/src/founding/plan";
import { birthData, bornAt, chained, dataOf, placeholderOf, templateOf, type Step } from "../../sdk/src/founding/steps";
import { decodeTerms } from "../../sdk/src/founding/verification/terms";
import type { InstitutionName } from "../../sdk/src/institutions/registry";
import { compiledCode } from "../fixtures/code";
import { charterOf } from "../fixtures/nation";

const codes = compiledCode as Codes;
const authority = interfaceOf("constitution");

/** Creates a contract that answers every call with 42. */
const ARCHIVE = "0x600a600c600039600a6000f3602a60005260206000f3";

/** What a founding with an institution that this software does not know does otherwise than an honest one. */
interface Otherwise {
  /** Other terms of a known institution. */
  readonly terms?: (name: InstitutionName, values: unknown[], stranger: string, at: (name: string) => string) => void;
  /** More calls to the constitution where it is told who may do what, given where institutions are. */
  readonly calls?: (at: (name: string) => string, stranger: string) => readonly string[];
  /** Other steps. */
  readonly steps?: (steps: readonly Step[], stranger: string) => readonly Step[];
}

/** Founds a nation that has an archive, which this software does not know. */
async function foundedWith({ terms, calls, steps = (all) => all }: Otherwise = {}) {
  const signers = await ethers.getSigners();
  const [founder] = signers;
  const stranger = signers[signers.length - 1].address;
  const citizens = signers.slice(1, 4).map(({ address }) => address);
  const charter = parseCharter(charterOf(citizens));
  const known = namesIn(charter);
  const names = [...known, "archive"];
  const variants = { randomness: "block" };
  const draft = { charter, founder: founder.address, citizens, chainId: "31337", variants };
  const at = (name: string) => placeholderOf(names.indexOf(name));

  const due = stepsDue(draft, codes, names).map((step, index): Step => {
    if (step === undefined)
      return { id: "archive", title: "Build the archive", kind: "create", template: ARCHIVE, patches: "0x" };
    if (step.kind === "create" && terms !== undefined) return rebuilt(step, known[index], names.length);
    if (step.id === "powers" && step.kind === "call") return told(step, calls?.(at, stranger) ?? []);
    return step;
  });
  const plan = chained(steps(due, stranger));

  function rebuilt(step: Step & { kind: "create" }, name: InstitutionName, count: number): Step {
    const contract = contractOf(name, (variants as Record<string, string>)[name]);
    const { creation } = codes(contract);
    const encoded = `0x${withPlaceholders(step).slice(creation.length)}`;
    const values = decodeTerms(name, { contract, arguments: encoded }).toArray(true) as unknown[];
    terms!(name, values, stranger, at);
    const { template, patches } = templateOf(creatorOf(name, contract).encodeDeploy(values), {
      count,
      before: (creation.length - 2) / 2,
    });
    return { ...step, template: creation + template.slice(2), patches };
  }

  function told(step: Step & { kind: "call" }, more: readonly string[]): Step {
    const inner = authority.decodeFunctionData("multicall", withPlaceholders(step))[0] as Result;
    const data = authority.encodeFunctionData("multicall", [[...(inner.toArray() as string[]), ...more]]);
    return { ...step, ...templateOf(data, { count: names.length }) };
  }

  const created = await founder.sendTransaction({ data: codes("Create2Factory").creation });
  const factory = (await created.wait())!.contractAddress!;
  const base = { ...draft, factory, salt: ZeroHash, plan: plan.hash };
  const birth = birthIn(base, codes);
  const deployer = bornAt(birth);
  await founder.sendTransaction({ to: factory, data: birthData(birth), gasLimit: 16_000_000 });
  for (const [index, step] of plan.steps.entries()) {
    const data = dataOf(step, plan.rests[index]);
    await (await founder.sendTransaction({ to: deployer, data, gasLimit: 16_500_000 })).wait();
  }

  const addresses = addressesOf(deployer, names);
  const encoded = argumentsOf({ ...draft, chainId: 31_337n, deployer, addresses });
  const institutions = Object.fromEntries(
    names.map((name, index) => {
      const isKnown = known.includes(name as InstitutionName);
      const contract = isKnown
        ? contractOf(name as InstitutionName, (variants as Record<string, string>)[name])
        : "Archive";
      return [
        name,
        {
          contract,
          address: addressAt(deployer, index),
          arguments: encoded[name as InstitutionName] ?? "0x",
        },
      ];
    }),
  );
  const record = {
    version: 4,
    ...base,
    deployer,
    sender: founder.address,
    genesis: null,
    charterHash: charterHashOf(charter),
    codeHash: await codeHashOf(compiledCode, known),
    institutions,
    consents: {},
    transactions: [],
  } as unknown as FoundingRecord;
  return { record, archive: addresses["archive" as InstitutionName]! };
}

/** A step's data with placeholders in the places that are patched. */
function withPlaceholders({ template, patches }: { readonly template: string; readonly patches: string }): string {
  let hex = template.slice(2);
  for (const patch of patches.slice(2).match(/.{8}/g) ?? []) {
    const place = 2 * parseInt(patch.slice(0, 6), 16);
    const account = placeholderOf(parseInt(patch.slice(6), 16))
      .slice(2)
      .toLowerCase();
    hex = hex.slice(0, place) + "0".repeat(24) + account + hex.slice(place + 64);
  }
  return `0x${hex}`;
}

const verify = (nation: FoundingRecord | string) => verifyFounding(ethers.provider, nation, { code: compiledCode });

const BY = {
  record: (record: FoundingRecord) => record,
  address: ({ institutions }: FoundingRecord) => institutions.nation.address,
} as const;

const grant = (role: bigint, account: string): string => authority.encodeFunctionData("grantRole", [role, account, 0]);

// Checks POWER-3.
describe("verifyFounding(), of a nation with an institution that this software does not know", () => {
  let start: Awaited<ReturnType<typeof takeSnapshot>>;
  beforeEach(async () => {
    start = await takeSnapshot();
  });
  afterEach(() => start.restore());

  for (const by of ["record", "address"] as const) {
    context(`given nothing wrong, by its ${by}`, () => {
      it("proves the rest, and does not call it whole", async () => {
        const { record } = await foundedWith();
        const { verdict, faults, incomplete } = await verify(BY[by](record));
        expect([verdict, faults, incomplete]).to.deep.equal(["partly", [], []]);
      });

      it("says in its last line that it is not proved", async () => {
        const { record } = await foundedWith();
        expect(reportText(await verify(BY[by](record)))).to.match(
          /\d+ of \d+ checks passed, and nothing proves the rest: the nation is not proved to be as founded\./,
        );
      });
    });

    context(`given an unknown institution with a power, by its ${by}`, () => {
      for (const role of ["justice", "registrar", "recovery"] as const) {
        it(`tells that it holds the role ${role}`, async () => {
          const { record, archive } = await foundedWith({ calls: (at) => [grant(roles[role], at("archive"))] });
          const { verdict, unknown } = await verify(BY[by](record));
          expect(verdict).to.equal("partly");
          expect(unknown.map(({ title }) => title)).to.include(`Role ${role} of ${archive}`);
        });
      }

      it("finds that it holds the role government", async () => {
        const { record } = await foundedWith({ calls: (at) => [grant(roles.government, at("archive"))] });
        expect((await verify(BY[by](record))).verdict).to.equal("fault");
      });
    });

    context(`given something wrong beside it, by its ${by}`, () => {
      const shouldFind = (what: string, otherwise: Otherwise) => {
        it(`finds ${what}`, async () => {
          const { record } = await foundedWith(otherwise);
          expect((await verify(BY[by](record))).verdict).to.equal("fault");
        });
      };

      shouldFind("all coin with a stranger", {
        terms: (name, values, stranger) => {
          if (name === "coin") (values[1] as unknown[])[4] = [[stranger, 10n ** 24n]];
        },
      });
      shouldFind("a stranger exempt from tax", {
        terms: (name, values, stranger) => {
          if (name === "coin") ((values[1] as unknown[])[5] as unknown[]).push(stranger);
        },
      });
      shouldFind("a stranger in the place of the timelock's governor", {
        terms: (name, values, stranger, at) => {
          if (name === "timelock")
            values[0] = (values[0] as string[]).map((one) => (one === at("governor") ? stranger : one));
        },
      });
      shouldFind("invitations of ten years", {
        steps: (all) => all.map((step) => (step.kind === "admit" ? { ...step, period: 3650n * 86_400n } : step)),
      });
      shouldFind("a role of a known institution that has none", {
        calls: (at) => [grant(roles.justice, at("coin"))],
      });
      shouldFind("minting opened to everyone", {
        calls: (at) => [
          authority.encodeFunctionData("setTargetFunctionRole", [
            at("coin"),
            [interfaceOf("coin").getFunction("mint")!.selector],
            2n ** 64n - 1n,
          ]),
        ],
      });
      shouldFind("coin made for a stranger", {
        calls: (at, stranger) => [
          authority.encodeFunctionData("execute", [
            at("coin"),
            interfaceOf("coin").encodeFunctionData("mint", [stranger, 5]),
          ]),
        ],
      });
      shouldFind("a known role under another name", {
        calls: () => [authority.encodeFunctionData("labelRole", [roles.justice, "nobody"])],
      });
      shouldFind("an office that no charter gives", {
        steps: (all) =>
          all.map((step) =>
            step.kind !== "handOver"
              ? step
              : { ...step, offices: [{ role: roles.recovery, holder: placeholderOf(1), term: 86_400n }] },
          ),
      });
      shouldFind("a step more", {
        steps: (all) => [
          ...all.slice(0, -1),
          {
            id: "more",
            title: "More",
            kind: "call",
            index: 0,
            ...templateOf(authority.encodeFunctionData("enact", [[{ title: "Fine print", text: "Mine." }]]), {
              count: 0,
            }),
          },
          ...all.slice(-1),
        ],
      });
    });
  }

  context("given what its charter alone tells, by its record", () => {
    const shouldFind = (what: string, otherwise: Otherwise) => {
      it(`finds ${what}`, async () => {
        const { record } = await foundedWith(otherwise);
        expect((await verify(record)).verdict).to.equal("fault");
      });
    };

    shouldFind("a stranger among the founding citizens", {
      steps: (all, stranger) =>
        all.map((step) =>
          step.kind === "admit" ? { ...step, applicants: [stranger, ...step.applicants.slice(1)] } : step,
        ),
    });
    shouldFind("another article", {
      steps: (all) => {
        const text = authority.encodeFunctionData("enact", [[{ title: "Voice", text: "Some have two." }]]);
        return all.map((step) => (step.id.startsWith("articles:") ? { ...step, template: text } : step));
      },
    });
    shouldFind("shorter votes than the charter's", {
      terms: (name, values) => {
        if (name !== "governor") return;
        const provisions = values.at(-1) as bigint[][];
        provisions[1] = [86_400n, 86_400n, provisions[1][2]];
      },
    });
    shouldFind("another digest of the charter to sign", {
      steps: (all) => all.map((step) => (step.kind === "admit" ? { ...step, dossier: ZeroHash } : step)),
    });
  });
});
