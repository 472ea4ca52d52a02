import { expect } from "chai";
import { getAddress, toBeHex, ZeroAddress } from "ethers";
import { readFileSync } from "node:fs";
import path from "node:path";
import { charterSchemaText } from "../../scripts/generate/charter-schema";
import { CharterError, institutionNames, parseCharter, type Charter, type CharterInput } from "../../sdk/src/founding";
import { charterHashOf, sectionIn } from "../../sdk/src/founding/charter";
import { addressesOf, argumentsOf, termsOf } from "../../sdk/src/founding/institutions";
import { NOBODY, sampleAddresses } from "../../sdk/src/founding/needs";
import { provisionsOf } from "../../sdk/src/founding/provisions";
import { isOptional } from "../../sdk/src/institutions/registry";
import { placeholderOf } from "../../sdk/src/founding/steps";
import { coinNameOf } from "../../sdk/src/institutions/coin/charter";
import { basisPointsOf, daysOf, durationOf, scaled, secondsOf } from "../../sdk/src/core/quantities";

const folder = path.join(__dirname, "../../charters");
const read = (name: string): CharterInput => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as CharterInput;

/** The smallest charter. */
const smallest = (): CharterInput => ({ nation: { name: "Small" }, citizens: [{ name: "Ada" }] });

/** Everything that is wrong with the smallest charter after a change, as `field: message`. */
function problemsOf(change: (charter: Record<string, unknown> & CharterInput) => void): string[] {
  const charter = smallest() as Record<string, unknown> & CharterInput;
  change(charter);
  try {
    parseCharter(charter);
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(CharterError);
    return (error as CharterError).problems.map(({ field, message }) => `${field}: ${message}`);
  }
}

/** Every institution that a charter can choose. */
const everyInstitution = () => Object.fromEntries(institutionNames.filter(isOptional).map((name) => [name, true]));

/** A charter's field set by its path. */
const setting =
  (field: string, value: unknown) =>
  (charter: Record<string, unknown>): void => {
    const keys = field.split(".");
    const last = keys.pop()!;
    const parent = keys.reduce((node, key) => (node[key] ??= {}) as Record<string, unknown>, charter);
    parent[last] = value;
  };

describe("parseCharter()", () => {
  context("given the smallest charter", () => {
    it("fills in everything else", () => {
      const charter = parseCharter(smallest());
      expect(charter.coin).to.deep.include({ symbol: "CIVIC", taxRate: 1, maxSupply: 1_000_000_000 });
    });

    it("gives the same when parsed again", () => {
      const charter = parseCharter(smallest());
      expect(parseCharter(charter)).to.deep.equal(charter);
    });

    it("has bounds around every default", () => {
      const charter = parseCharter({ ...smallest(), institutions: everyInstitution() });
      for (const spec of institutionNames.flatMap(provisionsOf)) {
        const { value, min, max } = termsOf(charter, spec);
        expect(min <= value && value <= max, spec.key).to.be.true;
      }
    });
  });

  context("given the charters of this repository", () => {
    it("takes weekend.json, of at most 15 lines", () => {
      expect(parseCharter(read("weekend.json")).nation.name).to.equal("Weekend");
      expect(readFileSync(path.join(folder, "weekend.json"), "utf8").trim().split("\n").length).to.be.at.most(15);
    });

    it("takes demonstration.json, with its twelve citizens", () => {
      expect(parseCharter(read("demonstration.json")).citizens.length).to.equal(12);
    });

    it("finds every field in demonstration.json", () => {
      const fieldsOf = (node: unknown, prefix = ""): string[] =>
        typeof node !== "object" || node === null || Array.isArray(node)
          ? [prefix]
          : Object.entries(node).flatMap(([key, value]) => fieldsOf(value, prefix ? `${prefix}.${key}` : key));
      const shown = fieldsOf(read("demonstration.json"));
      const all = fieldsOf(parseCharter(smallest())).filter((field) => !field.startsWith("citizens"));
      const missing = all.filter((field) => !shown.some((one) => one === field || one.startsWith(`${field}.`)));
      expect(missing).to.deep.equal([]);
    });

    it("has a JSON Schema that is fresh", async () => {
      const schema = readFileSync(path.join(folder, "charter.schema.json"), "utf8");
      expect(schema).to.equal(await charterSchemaText(), "run `npm run charters:schema`");
    });
  });

  context("given a field that is wrong", () => {
    const cases: readonly [field: string, value: unknown, problem: string][] = [
      ["nation", {}, "nation.name: is missing: it must be a name of 1 to 64 characters."],
      ["nation.name", "", "nation.name: must be a name of 1 to 64 characters."],
      [
        "nation.name",
        "é".repeat(33),
        "nation.name: takes 66 bytes: at most 64 are allowed (a letter with an accent takes two).",
      ],
      ["coin.name", "C".repeat(32), "coin.name: must be a name of 1 to 31 characters."],
      [
        "coin.name",
        "é".repeat(16),
        "coin.name: takes 32 bytes: at most 31 are allowed (a letter with an accent takes two).",
      ],
      ["nation.motto", "two\nlines", "nation.motto: holds a control character (U+000A)."],
      ["nation.name", "Aure\ud800lia", "nation.name: holds half of a character, which is no UTF-8 (U+D800)."],
      ["nation.name", "Aurelia ", "nation.name: begins or ends with white space."],
      ["nation.motto", "Free\u202e", "nation.motto: holds a character that changes the direction of writing (U+202E)."],
      [
        "articles",
        [{ title: "Voice\u200b", text: "One." }],
        "articles[0].title: holds an invisible character (U+200B).",
      ],
      [
        "articles",
        [{ title: "Voice", text: "One\r\nvoice." }],
        "articles[0].text: holds a control character (U+000D).",
      ],
      [
        "citizens",
        [{ name: "Ma\u2066ya" }],
        "citizens[0].name: holds a character that changes the direction of writing (U+2066).",
      ],
      ["coin.symbol", "A", "coin.symbol: must be a symbol of 2 to 11 letters and digits: wallets refuse others."],
      [
        "coin.symbol",
        "AURELIACOINS",
        "coin.symbol: must be a symbol of 2 to 11 letters and digits: wallets refuse others.",
      ],
      [
        "citizenship.symbol",
        "C T",
        "citizenship.symbol: must be a symbol of 2 to 11 letters and digits: wallets refuse others.",
      ],
      ["nation.domain", "https://x.org", "nation.domain: must be a domain name in lower case, such as example.org."],
      ["nation.daoURI", "nowhere", "nation.daoURI: must be a URI, such as https://example.org/dao.json or ipfs://..."],
      [
        "nation.flag",
        "<img>",
        'nation.flag: must be one complete SVG image: <svg xmlns="http://www.w3.org/2000/svg" viewBox="...">...</svg>.',
      ],
      [
        "nation.flag",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><script>1</script></svg>',
        "nation.flag: must be a picture alone: <script> does not belong in it.",
      ],
      [
        "nation.anthem",
        "la",
        "nation: has unknown field anthem: the known ones are name, motto, domain, daoURI, flag.",
      ],
      [
        "citizens",
        [],
        "citizens: must have at least one citizen: a nation without citizens could never decide anything.",
      ],
      ["citizens", [{}], "citizens[0]: must have a name, an address or both."],
      ["citizens", [{ address: "0x12" }], "citizens[0].address: must be an address: 0x and 40 hexadecimal digits."],
      [
        "citizens",
        [{ address: "0xF39fd6e51aad88F6F4ce6aB8827279cffFb92266" }],
        "citizens[0].address: has a wrong checksum: copy the address again.",
      ],
      ["citizens", [{ name: "Ada" }, { name: "Ada" }], "citizens[1]: repeats Ada, whom citizens[0] names already."],
      ["citizens", [{ name: "Ada" }, { name: "ADA" }], "citizens[1]: repeats ADA, whom citizens[0] names already."],
      ...[
        ["می\u200cخواهم", "میخواهم"],
        ["क्\u200dष", "क्ष"],
        ["ශ්\u200dරී", "ශ්රී"],
        ["Ann❤", "Ann❤\ufe0f"],
        ["Civitas™", "Civitas™\ufe0e"],
        ["Civitas™", "CivitasTM"],
        ["字", "字\u{e0100}"],
        ["Zoe\u0301", "Zoé"],
        ["Ada\u00a0Lovelace", "Ada  Lovelace"],
        ["\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "\u{1f3f4}"],
      ].map(([first, second]): [string, unknown, string] => [
        "citizens",
        [{ name: first }, { name: second }],
        `citizens[1]: repeats ${second}, whom citizens[0] names already.`,
      ]),
      ...[
        ["علي\u200d", "U+200D"],
        ["علي\u200c", "U+200C"],
        ["क\u200d", "U+200D"],
        ["©\u200d®", "U+200D"],
        ["Ada\u200dLovelace", "U+200D"],
        ["A\u{e0100}", "U+E0100"],
      ].map(([name, code]): [string, unknown, string] => [
        "citizens",
        [{ name }],
        `citizens[0].name: holds an invisible character (${code}).`,
      ]),
      ...[ZeroAddress, toBeHex(1, 20), toBeHex(0x100, 20), toBeHex(0xffff, 20)].map(
        (address): [string, unknown, string] => [
          "citizens",
          [{ name: "Ada", address }],
          "citizens[0].address: is nobody's: no key leads to it, and the chain keeps it for itself. Take the address from the citizen's wallet.",
        ],
      ),
      ...[`0x${"12".repeat(20)}`, `0X${"AB".repeat(20)}`, "ab".repeat(20)].map((name): [string, unknown, string] => [
        "citizens",
        [{ name }],
        "citizens[0].name: has the form of an address, and would be read as one: leave it out, or say what the citizen is called.",
      ]),
      [
        "citizens",
        [{ name: "Ada" }, { name: "\u0410da" }],
        "citizens[1].name: mixes Latin and Cyrillic letters in one word, some of which look alike: write it in one script.",
      ],
      ["offices", [{ role: "king", citizen: "Ada" }], "offices[0].role: must be registrar."],
      [
        "offices",
        [{ role: "justice", citizen: "Ada" }],
        "offices[0].role: must be registrar: there is no office of justice, for the court alone suspends and revokes.",
      ],
      [
        "offices",
        [{ role: "recovery", citizen: "Ada" }],
        "offices[0].role: must be registrar: no charter gives the office of recovery, for its holder could move citizenships to keys of their own, without asking the citizens. The institution of recovery does so by guardians, whom citizens choose.",
      ],
      ["offices", [{ role: 7, citizen: "Ada" }], "offices[0].role: must be registrar."],
      [
        "offices",
        [{ role: "registrar", citizen: "Bo" }],
        "offices[0].citizen: is Bo: it must be the name or address of one of the citizens.",
      ],
      [
        "offices",
        [{ role: "registrar", citizen: "Ada", term: "1462 days" }],
        "offices[0].term: is 1462 days: it must be from 1 day to 1461 days.",
      ],
      [
        "offices",
        [
          { role: "registrar", citizen: "Ada" },
          { role: "registrar", citizen: "Ada" },
        ],
        "offices[1]: gives Ada the office of registrar twice.",
      ],
      [
        "coin.taxRate",
        1.234,
        "coin.taxRate: must be a percentage from 0 to 100 with at most two decimals, such as 1.5.",
      ],
      [
        "coin.taxRate",
        { value: "1" },
        "coin.taxRate.value: must be a percentage from 0 to 100 with at most two decimals, such as 1.5.",
      ],
      [
        "coin.taxRate",
        11,
        'coin.taxRate: is 11, outside its bounds of 0 to 10: give { "value", "min", "max" } to choose other bounds.',
      ],
      [
        "coin.taxRate",
        { value: 5, max: 20.01 },
        "coin.taxRate: has the bounds 0 to 20.01: they must lie within 0 to 20.",
      ],
      ["coin.taxRate", { value: 5, min: 9, max: 8 }, "coin.taxRate: has a min of 9 above its max of 8."],
      [
        "coin.maxSupply",
        1000,
        "coin.maxSupply: is 1000, less than the genesis gives to the treasury and 1 citizens together.",
      ],
      ["coin.maxSupply", "79228162515", "coin.maxSupply: is 79228162515: it must be at most 79228162514 coins."],
      [
        "coin.maxSupply",
        1e21,
        'coin.maxSupply: must be an amount of coins with at most 18 decimals, such as 1000 or "0.5" (quote what is large or tiny).',
      ],
      [
        "citizenship.term",
        "36 hours",
        'citizenship.term: must be a whole number of days, such as "365 days", or "unlimited".',
      ],
      [
        "citizenship.fee",
        "0.0000000001",
        "citizenship.fee: must be an amount of the native coin with at most 9 decimals, such as 0.01.",
      ],
      ["citizenship.invitation", "1 hour", "citizenship.invitation: is 1 hour: it must last from 8 days to 90 days."],
      ["citizenship.invitation", "91 days", "citizenship.invitation: is 91 days: it must last from 8 days to 90 days."],
      [
        "citizenship",
        { invitation: "8 days", window: "9 days" },
        "citizenship.invitation: is 8 days: it must not end before the founding window of 9 days.",
      ],
      ["citizenship.window", "1 hour", "citizenship.window: is 1 hour: it must last from 1 day to 60 days."],
      ["citizenship.window", "61 days", "citizenship.window: is 61 days: it must last from 1 day to 60 days."],
      [
        "stake.cooldown",
        "a week",
        'stake.cooldown: must be a duration in words, such as "2 days", "36 hours" or "1 day 12 hours".',
      ],
      [
        "government.timelock",
        { value: "59 minutes", min: "59 minutes" },
        "government.timelock: has the bounds 59 minutes to 30 days: they must lie within 1 hour to 30 days.",
      ],
      [
        "government.ordinary.citizens.majority",
        { value: 49, min: 49 },
        "government.ordinary.citizens.majority: has the bounds 49 to 75: they must lie within 50 to 75.",
      ],
      [
        "government.ordinary.citizens.quorum",
        41,
        "government.constitutional.citizens.quorum: is 40: it must be at least the ordinary one, 41.",
      ],
      ["justice.randomness.source", "dice", "justice.randomness.source: must be auto, drand or block."],
      [
        "justice.randomness.drand.margin",
        "10 minutes",
        "justice.randomness.drand.margin: is 10 minutes: it must last from 15 minutes to 1 day.",
      ],
      [
        "justice.randomness.drand.blocksAhead",
        65,
        "justice.randomness.drand.blocksAhead: must be a whole number of blocks from 2 to 64.",
      ],
      [
        "justice.randomness.block.blocksAhead",
        1,
        "justice.randomness.block.blocksAhead: must be a whole number of blocks from 2 to 256.",
      ],
      ["justice.juryRoll.bond", 0.5, "justice.juryRoll.bond: must be a whole number of coins."],
      [
        "justice.juryRoll.citizenDays",
        "36 hours",
        'justice.juryRoll.citizenDays: must be a whole number of days, such as "30 days".',
      ],
      [
        "justice.court.general.evidencePeriod",
        { value: "1 hour", min: "1 hour" },
        "justice.court.general.evidencePeriod: has the bounds 1 hour to 60 days: they must lie within 1 day to 365 days.",
      ],
      [
        "justice.court.fast.seatFee",
        0,
        'justice.court.fast.seatFee: is 0, outside its bounds of 0.000001 to 1: give { "value", "min", "max" } to choose other bounds.',
      ],
      [
        "justice.court.plenaryQuorum",
        { value: 0, min: 0 },
        "justice.court.plenaryQuorum: has the bounds 0 to 60: they must lie within 1 to 100.",
      ],
      [
        "justice.tribunal.maxSuspension",
        "forever",
        'justice.tribunal.maxSuspension: must be a duration in words, such as "2 days", "36 hours" or "1 day 12 hours".',
      ],
    ];
    for (const [field, value, problem] of cases) {
      it(`says of ${field} = ${JSON.stringify(value).slice(0, 40)}: ${problem.slice(0, 60)}`, () => {
        expect(problemsOf(setting(field, value))).to.include(problem);
      });
    }

    it("refuses settings under __proto__, of which a reader sees nothing", () => {
      const json =
        '{ "nation": { "name": "Small" }, "citizens": [{ "name": "Ada" }], "coin": { "__proto__": { "taxRate": 9 } } }';
      expect(() => parseCharter(JSON.parse(json))).to.throw(CharterError, /__proto__/);
    });

    it("refuses whatever stands for an address that a founding fills in", () => {
      const samples = [...Object.values(sampleAddresses()), NOBODY].map((one) => getAddress(one));
      for (const address of [...Array.from({ length: 256 }, (_, index) => placeholderOf(index)), ...samples]) {
        expect(problemsOf(setting("citizens", [{ address }]))).to.deep.equal([
          "citizens[0].address: is nobody's: it stands for an address that a founding fills in. Take the address from the citizen's wallet.",
        ]);
      }
    });

    for (const name of ["Ada Lovelace", "Ада", "Ωμέγα Άλφα", "山田 Tarō", "Åsa", "O'Neil 3rd"]) {
      it(`takes the name ${name}`, () => {
        expect(problemsOf(setting("citizens", [{ name }]))).to.deep.equal([]);
      });
    }

    it("names the provisions to an article that cites none", () => {
      const [problem] = problemsOf(setting("articles", [{ title: "T", text: "{coin.tax}" }]));
      expect(problem).to.match(
        /^articles\[0\]\.text: cites \{coin\.tax\}, which is no provision: the provisions are .*coin\.taxRate/,
      );
    });

    it("names everything that is wrong at once", () => {
      const problems = problemsOf((charter) => {
        setting("nation.name", 7)(charter);
        setting("coin.taxRate", "much")(charter);
      });
      expect(problems.length).to.equal(2);
    });

    it("takes more founding citizens than a month admits: no brake counts them", () => {
      const problems = problemsOf((charter) => {
        setting("citizens", [{ name: "Ada" }, { name: "Bo" }])(charter);
        setting("citizenship.monthlyAdmissions", 1)(charter);
      });
      expect(problems).to.deep.equal([]);
    });

    it("refuses a constitution as easily changed as anything", () => {
      const same = { quorum: 40, majority: 66.66 };
      expect(problemsOf(setting("government.ordinary.citizens", same))).to.deep.equal([
        "government.constitutional: must be stricter than ordinary in at least one threshold.",
      ]);
    });
  });

  context("given quantities in human units", () => {
    it("converts percentages exactly", () => {
      expect([0.01, 0.07, 0.29, 1.15, 66.67, 99.99].map(basisPointsOf)).to.deep.equal([
        1n,
        7n,
        29n,
        115n,
        6667n,
        9999n,
      ]);
    });

    it("converts durations exactly", () => {
      expect(["1 second", "90 minutes", "1 day 12 hours", "2 weeks"].map(secondsOf)).to.deep.equal([
        1n,
        5400n,
        129_600n,
        1_209_600n,
      ]);
    });

    it("writes durations as a charter does", () => {
      expect([0n, 61n, 129_600n].map(durationOf)).to.deep.equal(["0 seconds", "1 minute 1 second", "1 day 12 hours"]);
    });

    it("takes whole days for terms", () => {
      expect(["unlimited", "2 weeks", "48 hours", "36 hours"].map(daysOf)).to.deep.equal([0n, 14n, 2n, undefined]);
    });

    it("scales amounts exactly", () => {
      expect([scaled("2500.5", 18), scaled(0.005, 9), scaled(7, 0)]).to.deep.equal([
        2500_500_000_000_000_000_000n,
        5_000_000n,
        7n,
      ]);
    });
  });
});

describe("charterHashOf()", () => {
  it("does not depend on the order of fields", () => {
    const charter = parseCharter(smallest());
    const turned = Object.fromEntries(Object.entries(charter).reverse()) as Charter;
    expect(charterHashOf(turned)).to.equal(charterHashOf(charter));
  });

  it("depends on every value", () => {
    const charter = parseCharter(smallest());
    expect(charterHashOf({ ...charter, coin: { ...charter.coin, taxRate: 2 } })).not.to.equal(charterHashOf(charter));
  });
});

describe("coinNameOf()", () => {
  const named = (name: string, coin: object = {}) => {
    const charter = parseCharter({ ...smallest(), nation: { name }, coin });
    return coinNameOf({ settings: charter.coin, settingsOf: (section) => sectionIn(charter, section) });
  };

  it("is the charter's, if it names the coin", () => {
    expect(named("Aurelia", { name: "Sol" })).to.equal("Sol");
  });

  it("is the nation's otherwise", () => {
    expect(named("Aurelia")).to.equal("Aurelia Coin");
  });

  it("fits a signing domain, however long the nation's name is", () => {
    expect(named("N".repeat(26))).to.equal(`${"N".repeat(26)} Coin`);
    expect(named("N".repeat(27))).to.equal("N".repeat(27));
    expect(named("N".repeat(32))).to.equal("CIVIC Coin");
  });
});

describe("argumentsOf()", () => {
  it("gives nobody coin who gets none", () => {
    const institutions = everyInstitution();
    const charter = parseCharter({ ...smallest(), institutions, coin: { genesis: { perCitizen: 0, treasury: 0 } } });
    const deployer = `0x${"1".repeat(40)}`;
    const addresses = addressesOf(deployer, institutionNames);
    const context = { deployer, citizens: [deployer], addresses, chainId: 31_337n, variants: { randomness: "block" } };
    const other = parseCharter({ ...smallest(), institutions, coin: { genesis: { perCitizen: 1, treasury: 0 } } });
    expect(argumentsOf({ charter, ...context }).coin.length).to.equal(
      argumentsOf({ charter: other, ...context }).coin.length - 128,
    );
  });
});
