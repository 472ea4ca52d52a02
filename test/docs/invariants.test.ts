import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readInvariants } from "../../scripts/generate/invariants-document";

const SOUND = `/// @title  Purse
/// @dev AUTHORITY    None.
///
///      INVARIANTS   PURSE-1 [sum]: the sum of shares
///                   is what is held.
///                   Those of {Kit}.
///                   {Shares} and {Holders} have further ones.
///
///      LIMITS       None.
contract Purse {
    struct Share {
        // [sum]
        uint256 amount;
    }

    mapping(address holder => Share) private _shares; // PURSE-1
}
`;

describe("readInvariants()", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "invariants-"));
    mkdirSync(path.join(root, "contracts/purse"), { recursive: true });
    mkdirSync(path.join(root, "test"));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  /** The invariants of one contract, with one test file beside it. */
  function read(contract: string, test: string) {
    writeFileSync(path.join(root, "contracts/purse/Purse.sol"), contract);
    writeFileSync(path.join(root, "test/purse.test.ts"), test);
    return readInvariants(root).get("purse") ?? [];
  }

  it("returns the sentence, across its lines and no further", () => {
    const [{ id, name, statements }] = read(SOUND, "// Checks PURSE-1.");
    expect({ id, name, text: statements.map(({ text }) => text) }).to.deep.equal({
      id: "PURSE-1",
      name: "sum",
      text: ["the sum of shares is what is held."],
    });
  });

  it("returns the storage that comments bind to it, by name or by id", () => {
    const [{ storage }] = read(SOUND, "// Checks PURSE-1.");
    expect([...storage]).to.deep.equal(["Purse.Share.amount", "Purse._shares"]);
  });

  it("returns the tests that name it", () => {
    const [{ tests }] = read(SOUND, "// Checks PURSE-1.");
    expect([...tests]).to.deep.equal(["test/purse.test.ts"]);
  });

  for (const [what, contract, test, problem] of [
    ["an invariant that no test names", SOUND, "", "No test names PURSE-1."],
    [
      "an invariant without an id",
      SOUND.replace("PURSE-1 [sum]: ", ""),
      "",
      "contracts/purse/Purse.sol: this invariant has no id: the sum of shares is what is held.",
    ],
    [
      "a test of an invariant that no header states",
      SOUND,
      "// Checks PURSE-1, PURSE-2.",
      "test/purse.test.ts: PURSE-2 is stated in no contract's header",
    ],
    [
      "storage bound to a name that the header does not state",
      SOUND.replace("// [sum]", "// [total]"),
      "// Checks PURSE-1.",
      "contracts/purse/Purse.sol: Share.amount is bound to [total], which the header does not state",
    ],
    [
      "storage bound to an id that no header states",
      SOUND.replace("// PURSE-1", "// PURSE-3"),
      "// Checks PURSE-1.",
      "Purse._shares is bound to PURSE-3, which no header states",
    ],
  ]) {
    it(`throws for ${what}`, () => {
      expect(() => read(contract, test)).to.throw(problem);
    });
  }
});
