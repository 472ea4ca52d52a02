import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "../..");

/** What commands write, which nobody edits. */
const generated = [
  "README.md",
  "charters/charter.schema.json",
  "docs/README.md",
  "docs/errors.md",
  "docs/invariants.md",
  "docs/powers.md",
  "docs/tests.md",
  "test/founding/golden.recorded.json",
  "test/sdk/surface.recorded.json",
];

/** The repository's files as they are now, whether committed or not. */
const filesOf = (): string[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
    .trim()
    .split("\n")
    .filter((file) => existsSync(path.join(root, file)));

/** A copy of the repository with what is compiled already, so that only what is new is compiled. */
function copyRepository(): string {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), "civitas-")));
  for (const file of filesOf()) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file));
  }
  for (const folder of ["artifacts", "cache", "typechain-types", "sdk/src/generated"]) {
    cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
  }
  // Hardhat's cache names its sources by their whole paths.
  const cache = path.join(copy, "cache/solidity-files-cache.json");
  writeFileSync(cache, readFileSync(cache, "utf8").replaceAll(`${root}${path.sep}`, `${copy}${path.sep}`));
  for (const modules of ["node_modules", "sdk/node_modules", "cli/node_modules", "react/node_modules"]) {
    if (existsSync(path.join(root, modules))) symlinkSync(path.join(root, modules), path.join(copy, modules));
  }
  return copy;
}

describe("npm run new:institution", () => {
  let copy: string;

  /** Runs a command in the copy. Fails with what it printed. */
  function run(command: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8", env: environment() });
    expect(status, `${command} ${args.join(" ")}\n${stdout}${stderr}`).to.equal(0);
    return stdout;
  }

  const environment = () => ({
    ...process.env,
    PATH: [path.join(copy, "node_modules/.bin"), process.env.PATH].join(path.delimiter),
  });

  const refusalOf = (...args: string[]) => {
    const { status, stderr } = spawnSync("npm", ["run", "--silent", "new:institution", ...args], {
      cwd: copy,
      encoding: "utf8",
      env: environment(),
    });
    return { status, stderr };
  };

  before(() => {
    copy = copyRepository();
    run("git", "init", "--quiet");
    run("git", "add", "--all");
    run("git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "Copy");
  });

  after(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  for (const [what, name] of [
    ["a name with capitals", "LandRegistry"],
    ["a name with digits", "land2"],
    ["a name with a path", "../land"],
    ["no name", ""],
  ] as const) {
    it(`refuses ${what}`, () => {
      const { status, stderr } = refusalOf(name);
      expect({ status, says: stderr.includes("Usage: npm run new:institution <name>") }).to.deep.equal({
        status: 1,
        says: true,
      });
    });
  }

  it("refuses the name of an institution that there is, and writes nothing", () => {
    const { status, stderr } = refusalOf("court");
    expect({ status, says: stderr.includes("contracts/court/ICourt.sol") }).to.deep.equal({ status: 1, says: true });
    expect(run("git", "status", "--porcelain")).to.equal("");
  });

  for (const name of ["public", "chain", "kernel", "nation-governor"]) {
    it(`refuses ${name}, which would not compile`, () => {
      const { status, stderr } = refusalOf(name);
      expect({ status, says: stderr.includes(`cannot be called ${name}`) }).to.deep.equal({ status: 1, says: true });
    });
  }

  it("lays an institution that compiles and whose tests pass", () => {
    run("npm", "run", "--silent", "new:institution", "land-registry");
    run("npm", "run", "--silent", "regenerate");
    const printed = run(
      "npx",
      ...["hardhat", "test", "--no-compile", "test/unit/land-registry/enter.test.ts"],
      ...["test/unit/land-registry/remove.test.ts", "test/attacks/land-registry/entry-by-a-new-key.test.ts"],
      ...["test/sdk/land-registry.test.ts", "test/sdk/layers.test.ts", "test/founding/golden.test.ts"],
      ...[
        "test/docs/documents.test.ts",
        "test/docs/layers.test.ts",
        "test/docs/links.test.ts",
        "test/docs/powers.test.ts",
      ],
    );
    expect(printed).to.match(/^\s+\d+ passing/m);
    expect(printed).not.to.match(/^\s+\d+ (failing|pending)/m);
  });

  it("lays nothing that the types, the linters or the formatter refuse", () => {
    const laid = run("git", "ls-files", "--others", "--exclude-standard").trim().split("\n");
    const scripts = laid.filter((file) => file.endsWith(".ts"));
    run("npx", "tsc", "--noEmit");
    run("npx", "eslint", ...scripts);
    run("npx", "prettier", "--check", ...scripts, "CHANGELOG.md", "docs/architecture.md", "docs/land-registry.md");
    run("npx", "solhint", "--noPoster", "--max-warnings", "0", "contracts/land-registry/*.sol");
    run("npm", "run", "--silent", "lint:words");
    run("npm", "run", "--silent", "lint:layers");
  });

  it("lays invariants that Foundry compiles", () => {
    run("npx", "forge", "build", "test/invariants/land-registry.t.sol");
  });

  it("changes five shared files, each by an entry of its own", () => {
    const changed = run("git", "diff", "--name-only").trim().split("\n");
    expect(changed.filter((file) => !generated.includes(file))).to.deep.equal([
      "CHANGELOG.md",
      "docs/architecture.md",
      "sdk/src/institutions/registry.ts",
      "sdk/src/read/index.ts",
      "sdk/src/words/institutions.ts",
    ]);
  });
});
