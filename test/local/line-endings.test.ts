import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";

const root = path.resolve(__dirname, "../..");

/** A source of a contract: the compiler puts the hash of its bytes into the code. */
const SOURCE = "contracts/libraries/Reader.sol";

/** How Git for Windows is set up unless somebody says otherwise. */
const WINDOWS = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"];

describe(".gitattributes", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "civitas-line-endings-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const git = (...args: readonly string[]): string =>
    execFileSync("git", [...WINDOWS, "-C", folder, ...args], { encoding: "utf8", stdio: "pipe" });

  /** A source as Git checks it out on Windows, in a repository with these attributes. */
  function checkedOut(attributes: boolean): Buffer {
    git("init", "--quiet");
    if (attributes) copyFileSync(path.join(root, ".gitattributes"), path.join(folder, ".gitattributes"));
    const file = path.join(folder, "Source.sol");
    writeFileSync(file, readFileSync(path.join(root, SOURCE)));
    git("add", ".");
    git("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "--quiet", "--message", "A source");
    rmSync(file);
    git("checkout", "--", "Source.sol");
    return readFileSync(file);
  }

  it("leaves sources their bytes, and so the contracts their code, where lines end otherwise", () => {
    expect(checkedOut(true).equals(readFileSync(path.join(root, SOURCE)))).to.equal(true);
  });

  it("is needed for that", () => {
    expect(checkedOut(false).includes("\r\n")).to.equal(true);
  });
});
