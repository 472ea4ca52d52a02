import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toBeHex, type Provider } from "ethers";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ethers } from "hardhat";
import { connect } from "../../sdk/src";
import { declare, type Declaration } from "../../sdk/src/core/declaration";
import type { Evidence } from "../../sdk/src/core/evidence";
import {
  CharterError,
  estimateFounding,
  found,
  institutionNames,
  JournalMismatchError,
  memoryJournal,
  NothingToVerifyError,
  parseCharter,
  reportText,
  verifyFounding,
  type CharterInput,
  type FoundingRecord,
  type InstitutionName,
} from "../../sdk/src/founding";
import { charterHashOf, namesIn } from "../../sdk/src/founding/charter";
import { checkChoice } from "../../sdk/src/founding/verification/terms";
import { needsOf } from "../../sdk/src/founding/needs";
import { declarationOf, isOptional, registry } from "../../sdk/src/institutions/registry";
import { Passport__factory } from "../../typechain-types";
import { compiledCode } from "../fixtures/code";
import { charterOf, consentsOf } from "../fixtures/nation";

const JUSTICE = ["randomness", "juryRoll", "court", "agreements", "tribunal"] as const;
const withoutJustice = { randomness: false, juryRoll: false, court: false, agreements: false, tribunal: false };

/** What a charter founds that says nothing of institutions. */
const byDefault = institutionNames.filter((name) => declarationOf(name).founded !== "if named");

const read = (name: string): CharterInput =>
  JSON.parse(readFileSync(path.join(__dirname, "../../charters", name), "utf8")) as CharterInput;

/** Everything that is wrong with a charter of Ada alone, as `field: message`. */
function problemsOf(charter: Record<string, unknown>): string[] {
  try {
    parseCharter({ nation: { name: "Small" }, citizens: [{ name: "Ada" }], ...charter });
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(CharterError);
    return (error as CharterError).problems.map(({ field, message }) => `${field}: ${message}`);
  }
}

async function foundBy(overrides: Partial<CharterInput>) {
  const [founder, ada, bo] = await ethers.getSigners();
  const charter = charterOf([ada.address, bo.address], overrides);
  const journal = memoryJournal();
  const options = { journal, code: compiledCode, consents: consentsOf([ada, bo]) };
  return { charter, founder, options, founding: await found(charter, founder, options) };
}

/** A nation without a court, and without what a court needs. */
const aNationWithoutJustice = () => foundBy({ institutions: withoutJustice });

/** A nation whose charter says nothing of institutions. */
const aNationOfASilentCharter = () => foundBy({});

/** An institution of a later catalogue. */
const archive = declare({
  name: "archive",
  contract: "Passport",
  factory: Passport__factory,
  summary: "where old papers are kept",
  founded: "if named",
  terms: ({ nation }) => [nation],
  logs: {},
});

/** One that a later catalogue founds where a charter is silent. */
const archiveByDefault: Declaration = { ...archive, founded: "by default" };

/** Runs something with a catalogue to which an institution was appended. */
async function withArchive<Outcome>(run: () => Promise<Outcome>, declaration: Declaration = archive): Promise<Outcome> {
  const names = institutionNames as string[];
  const known = registry as unknown as Record<string, Declaration>;
  names.push(archive.name);
  known[archive.name] = declaration;
  try {
    return await run();
  } finally {
    names.pop();
    delete known[archive.name];
  }
}

/** A nation that a newer version of this software founded. */
const aNewerNation = () => withArchive(() => foundBy({ institutions: { archive: true } }));

const verify = (nation: FoundingRecord | string) => verifyFounding(ethers.provider, nation, { code: compiledCode });

describe("The choice of institutions", () => {
  describe("a charter", () => {
    it("founds everything that is founded by default if it says nothing", () => {
      const charter = parseCharter({ nation: { name: "Small" }, citizens: [{ name: "Ada" }] });
      expect(namesIn(charter)).to.deep.equal(byDefault);
    });

    it("leaves justice out", () => {
      const left = byDefault.filter((name) => !(JUSTICE as readonly string[]).includes(name));
      expect(namesIn(parseCharter(read("assembly.json")))).to.deep.equal(left);
    });

    it("leaves the tribunal out alone", () => {
      expect(problemsOf({ institutions: { tribunal: false } })).to.deep.equal([]);
    });

    it("has no section of what it leaves out once it is checked", () => {
      expect(parseCharter(read("assembly.json"))).not.to.have.property("justice");
    });

    it("gives the same when parsed again", () => {
      const charter = parseCharter(read("assembly.json"));
      expect(parseCharter(charter)).to.deep.equal(charter);
    });

    it("keeps its digest when the catalogue grows", async () => {
      const hashOf = () => charterHashOf(parseCharter(read("weekend.json")));
      expect(await withArchive(() => Promise.resolve(hashOf()))).to.equal(hashOf());
    });

    it("is told who needs what it leaves out", () => {
      expect(problemsOf({ institutions: { court: false } })).to.deep.equal([
        'institutions.court: is not founded, and juryRoll, agreements and tribunal cannot be without: say "court": true, or leave out what needs it: "juryRoll": false, "agreements": false, "tribunal": false.',
      ]);
    });

    it("is told that no nation can be without the stake, and why", () => {
      expect(problemsOf({ institutions: { stake: false } })).to.deep.equal([
        "institutions.stake: cannot be left out: every nation has it, and governor and tribunal would not work without.",
      ]);
    });

    it("may name what every nation has", () => {
      expect(problemsOf({ institutions: { stake: true } })).to.deep.equal([]);
    });

    it("is told the names that there are", () => {
      const [problem] = problemsOf({ institutions: { bank: true } });
      expect(problem).to.match(/^institutions.bank: is no institution that this software knows: those that a charter /);
      for (const name of JUSTICE) expect(problem).to.include(name);
    });

    it("says yes or no", () => {
      expect(problemsOf({ institutions: { court: "no" } })).to.deep.equal([
        "institutions.court: must be true or false.",
      ]);
      expect(problemsOf({ institutions: ["court"] })[0]).to.match(/^institutions: must be an object that says/);
    });

    it("says nothing about what it leaves out", () => {
      const charter = { institutions: withoutJustice, justice: { court: { plenaryQuorum: 30 }, randomness: {} } };
      expect(problemsOf(charter)).to.deep.equal([
        'justice.court: is about the court, which the charter does not found: leave it out, or say "institutions": { "court": true }.',
      ]);
    });

    it("cites no provision of what it leaves out", () => {
      const articles = [{ title: "Calm", text: "After a ruling there is peace for {tribunal.coolOff}." }];
      expect(problemsOf({ institutions: { tribunal: false }, articles })).to.deep.equal([
        "articles[0].text: cites {tribunal.coolOff}, and the charter does not found the tribunal: found it, or cite something else.",
      ]);
    });
  });

  describe("what an institution needs", () => {
    it("is what its terms name", () => {
      expect(needsOf("juryRoll")).to.deep.equal(["constitution", "citizenship", "treasury", "coin", "court"]);
      expect(needsOf("randomness")).to.deep.equal([]);
    });

    it("is never optional if every nation has the institution", () => {
      const needed = institutionNames.filter((name) => !isOptional(name)).flatMap(needsOf);
      expect(needed.filter((name) => isOptional(name))).to.deep.equal([]);
    });

    it("is no answer in its charter: what is optional has a default for every field", () => {
      const every = Object.fromEntries(institutionNames.map((name) => [name, true]));
      expect(problemsOf({ institutions: every })).to.deep.equal([]);
    });
  });

  context("given a nation that is founded without justice", () => {
    it("passes every check", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      expect(founding.verification.checks.filter(({ finding }) => finding !== "founded")).to.deep.equal([]);
    });

    it("takes one transaction for each of its institutions and six for the rest", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      expect(founding.transactions).to.equal(byDefault.length - JUSTICE.length + 6);
    });

    it("has those institutions and no other in its record", async () => {
      const { founding, charter } = await loadFixture(aNationWithoutJustice);
      expect(Object.keys(founding.record.institutions)).to.deep.equal(namesIn(parseCharter(charter)));
      expect(founding.addresses).not.to.have.any.keys(...JUSTICE);
    });

    it("gives the role of justice to nobody", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      const constitution = await ethers.getContractAt("Constitution", founding.addresses.constitution);
      expect(await constitution.queryFilter(constitution.filters.RoleGranted(2))).to.deep.equal([]);
    });

    it("exempts nobody from tax but the stake", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      const coin = await ethers.getContractAt("CivicCoin", founding.addresses.coin);
      const exempted = (await coin.queryFilter(coin.filters.ExemptionSet())).map(({ args }) => args.account);
      expect(exempted).to.deep.equal([founding.addresses.stake]);
    });

    it("costs what was estimated, within a twentieth", async () => {
      const { founding, charter } = await loadFixture(aNationWithoutJustice);
      const estimate = await estimateFounding(charter, ethers.provider, { code: compiledCode });
      expect(estimate.transactions).to.equal(founding.transactions);
      expect(estimate.gas).to.be.within((founding.gasUsed * 95n) / 100n, (founding.gasUsed * 105n) / 100n);
    });

    it("is recognised from the nation's address alone", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      const { faults, checks } = await verify(founding.nation);
      expect(faults).to.deep.equal([]);
      expect(checks.map(({ title }) => title))
        .to.include("stake (Stake)")
        .and.not.to.include("court (Court)");
    });

    it("is told by its overview without what it does not have", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      const overview = await (await connect(ethers.provider, founding.nation)).overview();
      expect(overview).not.to.have.any.keys("court", "juryRoll");
      expect(overview.unreadable).to.deep.equal([]);
    });

    it("finds a record whose charter founds something else", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      const record = structuredClone(founding.record);
      record.charter.institutions = { ...withoutJustice, randomness: true };
      const { faults } = await verify(record);
      expect(faults.map(({ title, detail }) => `${title}: ${detail}`)).to.include(
        "The choice of the institutions: is not the charter's: it differs in randomness",
      );
    });
  });

  context("given a nation that is older than an institution", () => {
    it("finds no fault in its record", async () => {
      const { founding } = await loadFixture(aNationOfASilentCharter);
      const { faults, changes } = await withArchive(() => verify(founding.record), archiveByDefault);
      expect([faults, changes]).to.deep.equal([[], []]);
    });

    it("tells what its charter is silent about", async () => {
      const { founding } = await loadFixture(aNationOfASilentCharter);
      const { unknown } = await withArchive(() => verify(founding.record), archiveByDefault);
      expect(unknown.map(({ title, detail }) => `${title}: ${detail}`)).to.deep.equal([
        "What the charter is silent about: this software would found archive, and the nation was founded without",
      ]);
    });

    it("finds no fault by its address", async () => {
      const { founding } = await loadFixture(aNationOfASilentCharter);
      expect((await withArchive(() => verify(founding.nation), archiveByDefault)).faults).to.deep.equal([]);
    });

    it("finds a record that lost an institution, though its charter is silent", async () => {
      const { founding } = await loadFixture(aNationOfASilentCharter);
      const { tribunal, ...institutions } = founding.record.institutions;
      expect(tribunal).not.to.equal(undefined);
      const { faults } = await verify({ ...founding.record, institutions });
      expect(faults.map(({ title }) => title)).to.include("The terms of the institutions");
    });

    it("goes on with its founding", async () => {
      const { charter, founder, founding, options } = await loadFixture(aNationWithoutJustice);
      const again = await withArchive(() => found(charter, founder, options));
      expect(again.nation).to.equal(founding.nation);
      expect(again.verification.faults).to.deep.equal([]);
    });
  });

  context("given a nation that is newer than this software", () => {
    it("is founded with what its charter names", async () => {
      const { founding } = await loadFixture(aNewerNation);
      expect(Object.keys(founding.record.institutions)).to.deep.equal([...byDefault, "archive"]);
    });

    for (const [by, nationOf, expected] of [
      ["record", ({ record }: { record: FoundingRecord }) => record, ["archive", "The plan"]],
      ["address", ({ nation }: { nation: string }) => nation, ["archive"]],
    ] as const) {
      it(`tells by its ${by} what is unknown, and finds no fault`, async () => {
        const { founding } = await loadFixture(aNewerNation);
        const report = await verify(nationOf(founding));
        expect(report.faults).to.deep.equal([]);
        expect(report.unknown.map(({ title }) => title)).to.deep.equal(expected);
        expect(reportText(report)).to.match(/\d could not be verified: this software does not know them\.$/);
      });
    }

    it("refuses to go on with what it cannot build", async () => {
      const { founder, founding, options } = await loadFixture(aNewerNation);
      const record = structuredClone(founding.record);
      delete record.charter.institutions;
      const journal = memoryJournal();
      await journal.save({ ...record, charterHash: charterHashOf(record.charter) });
      await expect(found(record.charter, founder, { ...options, journal })).to.be.rejectedWith(
        JournalMismatchError,
        "institutions that this version of the software does not know (archive, now none)",
      );
    });
  });

  context("given what a charter leaves to the chain", () => {
    /** What a verification says of a nation's randomness on a chain that can verify the beacon, or cannot. */
    async function choiceOn(can: boolean, chosen: "block" | "drand") {
      const charter = parseCharter({ nation: { name: "Small" }, citizens: [{ name: "Ada" }] });
      const record = {
        charter,
        chainId: "1",
        institutions: Object.fromEntries(byDefault.map((name) => [name, {}])),
        variants: { randomness: chosen },
      } as unknown as FoundingRecord;
      const node = { chainId: () => Promise.resolve(1n) };
      const evidence = { read: (_: string, ask: (one: typeof node) => unknown) => ask(node) } as unknown as Evidence;
      const provider = { call: () => Promise.resolve(toBeHex(can ? 1 : 0, 32)) } as unknown as Provider;
      return (await checkChoice(record, { provider, evidence })).map(({ finding, title }) => `${finding}: ${title}`);
    }

    for (const [can, chosen] of [
      [true, "drand"],
      [false, "block"],
    ] as const) {
      it(`says nothing where a founding would choose the same: ${chosen}`, async () => {
        expect(await choiceOn(can, chosen)).to.deep.equal([]);
      });
    }

    it("tells that a founding would choose the beacon by now", async () => {
      expect(await choiceOn(true, "block")).to.deep.equal(["unknown: The choice of the randomness"]);
    });

    it("finds a record of another chain", async () => {
      const { founding } = await loadFixture(aNationOfASilentCharter);
      const { faults } = await verify({ ...founding.record, chainId: "1" });
      expect(faults.map(({ title }) => title)).to.include("The record's chain");
    });

    it("tells by the nation's address what was chosen", async () => {
      const { founding } = await loadFixture(aNationOfASilentCharter);
      const { checks } = await verify(founding.nation);
      expect(checks.find(({ title }) => title === "By what the randomness works")?.detail).to.equal(
        "block (BlockRandomness)",
      );
    });
  });

  context("given a directory without what no nation is without", () => {
    it("finds no nation to verify", async () => {
      const { founding } = await loadFixture(aNationWithoutJustice);
      const { governor, ...institutions } = founding.record.institutions;
      expect(governor).not.to.equal(undefined);
      await expect(verify({ ...founding.record, institutions } as FoundingRecord)).to.be.rejectedWith(
        NothingToVerifyError,
        "it has no governor",
      );
    });
  });

  it("leaves to every nation what its declaration does not make optional", () => {
    const always: InstitutionName[] = institutionNames.filter((name) => !isOptional(name));
    expect(always).to.deep.equal(byDefault.filter((name) => !(JUSTICE as readonly string[]).includes(name)));
  });
});
