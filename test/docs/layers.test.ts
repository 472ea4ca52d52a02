import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const tool = path.join(__dirname, "../../tools/check-layers.mjs");

const TABLE = `| folder | what stands there | imports |
| --- | --- | --- |
| \`contracts/kernel\` | what all inherit | nothing |
| \`contracts/coin\` | the money | kernel, (stake) |
| \`contracts/stake\` | coin that is locked | coin |
`;

/** Sources that import as the table says. */
const SOURCES: Readonly<Record<string, string>> = {
  "kernel/Kit.sol": "abstract contract Kit {}",
  "coin/ICoin.sol": "interface ICoin {}",
  "coin/Coin.sol": `import {Kit} from "../kernel/Kit.sol";
import {
    IStake
} from "../stake/IStake.sol";
contract Coin is Kit {}`,
  "stake/IStake.sol": "interface IStake {}",
  "stake/Stake.sol": `import {ICoin} from "../coin/ICoin.sol";
import {IStake} from "./IStake.sol";
contract Stake is IStake {}`,
};

describe("npm run lint:layers", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "layers-"));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  /** What the lint says of the sources, some of them replaced. */
  function lint(changed: Readonly<Record<string, string>> = {}, table = TABLE): { passed: boolean; faults: string[] } {
    for (const [file, text] of Object.entries({ ...SOURCES, ...changed })) {
      const target = path.join(root, "contracts", file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    mkdirSync(path.join(root, "docs"));
    writeFileSync(path.join(root, "docs/architecture.md"), table);
    const { status, stderr } = spawnSync(process.execPath, [tool, root], { encoding: "utf8" });
    return { passed: status === 0, faults: stderr.split("\n").filter((line) => line !== "") };
  }

  it("passes this repository", () => {
    expect(spawnSync(process.execPath, [tool], { encoding: "utf8" }).stderr).to.equal("");
  });

  it("passes sources that import as the table says", () => {
    expect(lint()).to.deep.equal({ passed: true, faults: [] });
  });

  for (const [what, file, text, fault] of [
    [
      "an import that the table does not list",
      "kernel/Kit.sol",
      'import {ICoin} from "../coin/ICoin.sol";\nabstract contract Kit {}',
      "contracts/kernel/Kit.sol may not import contracts/coin/ICoin.sol",
    ],
    [
      "an import of another institution's contract",
      "stake/Stake.sol",
      'import {Coin} from "../coin/Coin.sol";\ncontract Stake {}',
      "contracts/stake/Stake.sol imports the contract contracts/coin/Coin.sol: import its interface",
    ],
    ["a folder without a row", "land/Land.sol", "contract Land {}", "docs/architecture.md: contracts/land has no row"],
    [
      "a row that lists what nothing imports",
      "stake/Stake.sol",
      "contract Stake {}",
      "docs/architecture.md: contracts/stake does not import coin",
    ],
  ] as const) {
    it(`fails for ${what}`, () => {
      expect(lint({ [file]: text })).to.deep.equal({ passed: false, faults: [fault] });
    });
  }

  it("fails for files that import each other in a circle", () => {
    const circle = lint({ "stake/IStake.sol": 'import {IStake} from "./Stake.sol";\ninterface IStake {}' });
    expect(circle).to.deep.equal({
      passed: false,
      faults: [
        "These import each other in a circle: contracts/stake/IStake.sol -> contracts/stake/Stake.sol -> contracts/stake/IStake.sol",
      ],
    });
  });

  it("fails for a row that lists one further down without brackets", () => {
    expect(lint({}, TABLE.replace("(stake)", "stake"))).to.deep.equal({
      passed: false,
      faults: ["docs/architecture.md: contracts/coin may import stake, whose row is below it and belongs in brackets"],
    });
  });

  it("fails for a row of a folder that there is not", () => {
    const table = `${TABLE}| \`contracts/land\` | parcels | nothing |\n`;
    expect(lint({}, table)).to.deep.equal({
      passed: false,
      faults: ["docs/architecture.md: there is no folder contracts/land"],
    });
  });
});
