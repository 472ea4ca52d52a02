import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { scripts } from "../../package.json";
import irSources from "../../tools/compile/ir.json";
import steps from "../../tools/steps.json";

const root = path.join(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

interface Step {
  readonly run: string;
  readonly after?: readonly string[];
  /** Whether it divides its own work among all cores. */
  readonly divided?: boolean;
}

const all = Object.entries<Step>(steps);

describe("Continuous integration", () => {
  const workflow = read(".github/workflows/ci.yml");
  const jobs = [...workflow.matchAll(/\{ name: ([\w ]+), run: "?([^,"}]+?)"?(?:, needs: (\w+))? \}/g)];

  it("runs in the hosted workflow what .ci/run runs", () => {
    const hosted = Object.fromEntries(jobs.map(([, name, run]) => [name, run]));
    const own = Object.fromEntries(all.filter(([name]) => name !== "build").map(([name, { run }]) => [name, run]));
    expect(hosted).to.deep.equal(own);
  });

  it("builds first, in the workflow, for every step that doesn't build by itself", () => {
    const built = jobs.filter(([, , , needs]) => needs === "build").map(([, name]) => name);
    expect(built).to.deep.equal(["types", "lint code", "lint packages"]);
    for (const script of ["pretest", "precoverage", "prebench"]) expect(scripts).to.have.property(script);
  });

  it("runs each step after steps that there are", () => {
    const names = all.map(([name]) => name);
    for (const [name, { after = [] }] of all)
      expect(names.slice(0, names.indexOf(name))).to.include.members([...after]);
  });

  it("names only scripts that there are", () => {
    for (const [, { run }] of all) expect(scripts).to.have.property(/^npm (?:run )?([\w:]+)/.exec(run)?.[1] ?? "");
  });

  it("runs the tests by the README's command", () => {
    expect(steps.test.run).to.equal("npm test");
  });

  it("compiles for Foundry by the IR pipeline what Hardhat compiles by it, and nothing else", () => {
    const content = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.30;\ncontract A { uint256 public x; }";
    const files = [...irSources, "contracts/Other.sol", "test/invariants/other.t.sol"];
    const input = JSON.stringify({
      language: "Solidity",
      sources: Object.fromEntries(files.map((file) => [file, { content }])),
      settings: { outputSelection: { "*": { "*": ["metadata"] } } },
    });
    const { stdout } = spawnSync(process.execPath, ["tools/solc", "--standard-json"], {
      cwd: root,
      input,
      encoding: "utf8",
    });
    const { contracts } = JSON.parse(stdout) as { contracts: Record<string, { A: { metadata: string } }> };
    const isViaIr = (file: string): boolean =>
      (JSON.parse(contracts[file].A.metadata) as { settings: { viaIR?: boolean } }).settings.viaIR === true;
    expect(Object.keys(contracts)).to.have.members(files);
    expect(files.filter(isViaIr)).to.deep.equal(irSources);
  });

  context("given steps of a few milliseconds", () => {
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), "civitas-ci-"));
      mkdirSync(path.join(folder, "tools"));
      for (const file of ["tools/ci.mjs", "tools/runners.mjs"])
        copyFileSync(path.join(root, file), path.join(folder, file));
      symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    const tests: Step = { run: "echo '12 passed, 0 failed'" };

    function perform(given: Record<string, Step>) {
      writeFileSync(path.join(folder, "tools/steps.json"), JSON.stringify(given));
      const env = { ...process.env, JOBS: "2" };
      const { status, stdout } = spawnSync(process.execPath, ["tools/ci.mjs"], { cwd: folder, env, encoding: "utf8" });
      return { status, said: stdout.trimEnd() };
    }

    it("ends with the total of the tests", () => {
      const { status, said } = perform({ test: tests, lint: { run: "true", after: ["test"] } });
      expect(said).to.match(/\n12 passed, 0 failed$/);
      expect(status).to.equal(0);
    });

    it("tells how long each step took", () => {
      const { said } = perform({ test: tests, lint: { run: "sleep 1" } });
      expect(said)
        .to.match(/^ +\d+ s {2}test$/m)
        .and.to.match(/^ +[1-9]\d* s {2}lint$/m);
    });

    it("says at the end again what failed", () => {
      const failing =
        "printf '1 passing\\n  1 failing\\n\\n  1) what was wrong\\n'; seq 999; echo '1 passed, 1 failed'; exit 1";
      const { said } = perform({ test: { run: failing }, lint: { run: "true", after: ["test"] } });
      expect(said.slice(said.indexOf("altogether"))).to.contain("1) what was wrong");
    });

    it("counts a step that fails, and performs the others", () => {
      const { status, said } = perform({ lint: { run: "exit 3" }, test: tests });
      expect(said)
        .to.match(/^##### lint: FAILED \(3\)/m)
        .and.to.match(/\n12 passed, 1 failed$/);
      expect(status).to.equal(1);
    });

    it("performs steps beside each other, but one that is divided alone", () => {
      const meeting = (name: string, other: string): string =>
        `touch ${name}; for i in $(seq 200); do test -e ${other} && break; sleep 0.05; done; test -e ${other} && echo met >> log`;
      const { said } = perform({
        one: { run: meeting("one", "two") },
        two: { run: meeting("two", "one") },
        test: { run: `test "$(wc -l < log)" -eq 2 && ${tests.run}`, divided: true },
      });
      expect(said).to.match(/\n12 passed, 0 failed$/);
    });
  });
});
