import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { scripts } from "../../package.json";
import irSources from "../../tools/compile/ir.json";
import steps from "../../tools/steps.json";

const read = (file: string): string => readFileSync(path.join(__dirname, "../..", file), "utf8");

interface Step {
  readonly run: string;
  readonly after?: readonly string[];
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
    expect(built).to.deep.equal(["types", "lint code", "lint package"]);
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

  it("compiles nothing by the IR pipeline with Foundry that Hardhat doesn't", () => {
    const restricted = [...read("foundry.toml").matchAll(/\{ paths = "([^"]+)", via_ir = true \}/g)].map(
      ([, file]) => file,
    );
    expect(restricted).to.not.be.empty;
    expect(irSources).to.include.members(restricted);
  });
});
