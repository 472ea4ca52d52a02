import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { readCharter } from "../../cli/src/founding/charter";
import { CommandError } from "../../cli/src/errors";

describe("readCharter()", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "civitas-charter-"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const fileOf = (name: string, text: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  /** What is said of a file, with its folder left out. */
  const saidOf = (name: string, text: string | Buffer): string => {
    try {
      readCharter(fileOf(name, text));
    } catch (error) {
      if (error instanceof CommandError) return error.message.replaceAll(`${folder}${path.sep}`, "");
      throw error;
    }
    return "nothing";
  };

  const people = "citizens:\n  - name: Maya\n  - name: Bo\n";

  it("says that a folder is one", () => {
    expect(() => readCharter(folder)).to.throw(CommandError, " is a folder.");
  });

  for (const [name, open, close] of [
    ["deep.json", '{"a":', "}"],
    ["deep.yaml", "[", "]"],
  ] as const) {
    it(`says of ${name} that no charter goes so deep`, () => {
      const text = `${open.repeat(20_000)}1${close.repeat(20_000)}`;
      expect(saidOf(name, text)).to.equal(`${name} puts more into one another than any charter does.`);
    });
  }

  it("shows what was found where it is nothing", () => {
    expect(saidOf("null.json", '{ "nation": { "name": null }, "citizens": [{ "name": "Bo" }] }')).to.include(
      "It is null.",
    );
  });

  it("takes JSON in which comments and a last comma stand", () => {
    const text = '{\n  // Ours.\n  "nation": { "name": "Ours" /* for now */ },\n  "citizens": [{ "name": "Bo" }],\n}';
    expect(readCharter(fileOf("ours.json", text)).nation.name).to.equal("Ours");
  });

  it("takes YAML, and gives it the meaning of the same JSON", () => {
    const yaml = readCharter(fileOf("a.yaml", `# Ours.\nnation:\n  name: Ours\n${people}coin: { taxRate: 1.5 }\n`));
    const json = { nation: { name: "Ours" }, citizens: [{ name: "Maya" }, { name: "Bo" }], coin: { taxRate: 1.5 } };
    expect(yaml).to.deep.equal(readCharter(fileOf("a.json", JSON.stringify(json))));
  });

  for (const [what, text, said] of [
    [
      "a key that stands twice",
      '{ "nation": { "name": "Ours" }, "coin": { "taxRate": 1,\n  "taxRate": 20 } }',
      'twice.json:2:3 has the key "taxRate" twice in one object.',
    ],
    [
      "a key twice within a list",
      '{ "citizens": [{ "name": "Bo", "name": "Maya" }] }',
      'twice.json:1:32 has the key "name" twice in one object.',
    ],
    [
      "settings under __proto__",
      '{ "coin": { "__proto__": { "taxRate": 20 } } }',
      'twice.json:1:13 has the key "__proto__", which no charter has.',
    ],
  ] as const) {
    it(`refuses JSON with ${what}`, () => {
      expect(saidOf("twice.json", text)).to.equal(said);
    });
  }

  it("refuses YAML with settings under __proto__", () => {
    expect(saidOf("proto.yaml", `nation: { name: Ours }\n${people}coin:\n  __proto__: { taxRate: 20 }\n`)).to.match(
      /__proto__/,
    );
  });

  it("refuses YAML with a key that stands twice", () => {
    const text = `nation: { name: Ours }\n${people}coin:\n  taxRate: 1\n  taxRate: 20\n`;
    expect(saidOf("twice.yaml", text)).to.match(/^twice\.yaml:7:3 is not YAML: Map keys must be unique/);
  });

  it("knows either by what it begins with, whatever the file is called", () => {
    expect(readCharter(fileOf("b", `nation: { name: Ours }\n${people}`)).citizens).to.have.lengthOf(2);
    expect(
      readCharter(fileOf("c", '\n{ "nation": { "name": "Ours" }, "citizens": [{ "name": "Bo" }] }')).citizens,
    ).to.have.lengthOf(1);
  });

  for (const [what, name, text, said] of [
    [
      "a percentage in words",
      "d.yaml",
      `nation: { name: Ours }\n${people}coin:\n  taxRate: 2.5%\n`,
      'd.yaml:6:12  coin.taxRate: must be a percentage from 0 to 100 with at most two decimals, such as 1.5. It is "2.5%". Write 2.5, as a number.',
    ],
    [
      "a decimal comma",
      "e.json",
      '{ "nation": { "name": "Ours" },\n  "citizens": [{ "name": "Bo" }],\n  "coin": { "taxRate": "2,5" } }',
      'e.json:3:24  coin.taxRate: must be a percentage from 0 to 100 with at most two decimals, such as 1.5. It is "2,5". Write 2.5, as a number.',
    ],
    [
      "a misspelt field",
      "f.yaml",
      `nation: { name: Ours }\n${people}coin:\n  taxrate: 2\n`,
      "f.yaml:6:12  coin: has unknown field taxrate: the known ones are name, symbol, maxSupply, genesis, taxRate, yearlyMint. Did you mean taxRate?",
    ],
    [
      "a field like no other",
      "g.yaml",
      `nation: { name: Ours }\n${people}coin:\n  colour: 2\n`,
      "g.yaml:6:11  coin: has unknown field colour: the known ones are name, symbol, maxSupply, genesis, taxRate, yearlyMint.",
    ],
    [
      "a misspelt role",
      "h.yaml",
      `nation: { name: Ours }\n${people}offices: [{ role: registar, citizen: Maya, term: 9 days }]\n`,
      'h.yaml:5:19  offices[0].role: must be registrar. It is "registar". Did you mean registrar?',
    ],
    [
      "a figure out of bounds",
      "i.yaml",
      `nation: { name: Ours }\n${people}coin: { taxRate: 99 }\n`,
      'i.yaml:5:18  coin.taxRate: is 99, outside its bounds of 0 to 10: give { "value", "min", "max" } to choose other bounds. It is 99.',
    ],
    [
      "what is missing",
      "j.yaml",
      `nation:\n  motto: Ours\n${people}`,
      "j.yaml:2:3  nation.name: is missing: it must be a name of 1 to 64 characters.",
    ],
  ] as const) {
    it(`says where ${what} stands, what is allowed, and what was meant`, () => {
      expect(saidOf(name, text)).to.equal(`The charter has a problem:\n  ${said}`);
    });
  }

  it("knows a citizen by another spelling", () => {
    const text = `nation: { name: Ours }\n${people}offices:\n  - { role: registrar, citizen: maya, term: 90 days }\n`;
    expect(saidOf("k.yaml", text)).to.match(
      /k\.yaml:6:33 {2}offices\[0\]\.citizen: .* It is "maya"\. Did you mean Maya\?$/,
    );
  });

  it("says where JSON is broken", () => {
    expect(saidOf("l.json", '{ "nation": { "name": "Ours" }\n  "citizens": 3 }')).to.equal(
      "l.json:2:3 is not JSON: comma expected.",
    );
  });

  it("says where YAML is broken", () => {
    expect(saidOf("m.yaml", "nation:\n  name: [Ours\ncitizens: 3\n")).to.match(/^m\.yaml:3:1 is not YAML: /);
  });

  it("refuses a field that stands twice", () => {
    expect(saidOf("n.yaml", "nation: { name: A }\nnation: { name: B }\n")).to.match(
      /^n\.yaml:2:1 is not YAML: Map keys must be unique/,
    );
  });

  it("refuses what is no UTF-8", () => {
    expect(saidOf("o.yaml", Buffer.from([0x61, 0xff]))).to.equal("o.yaml is not UTF-8.");
  });

  it("refuses aliases that would grow without end", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 9; ++level)
      lines.push(
        `a${level}: &a${level} [${Array(8)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    expect(saidOf("p.yaml", lines.join("\n"))).to.match(/^p\.yaml is not YAML: /);
  });
});
