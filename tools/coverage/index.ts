// solidity-coverage instruments the contracts and writes the reports. By itself it learns what was hit by reading each step of the
// chain's machine in JavaScript, which takes far longer than the tests. Here an instrumented statement calls an address that Hardhat's
// chain watches: a test takes hardly longer than without coverage, and several processes test beside each other.
import { TASK_TEST } from "hardhat/builtin-tasks/task-names";
import { task } from "hardhat/config";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { CompilerInput } from "hardhat/types";
import { collectHits } from "./hits";
import { instrumentByCalls, type Injector } from "./instrument";

/** Where instrumented contracts are compiled to, apart from the ordinary artifacts. */
export const folder = "cache/coverage";

const root = path.resolve(__dirname, "../..");
const measuring = process.argv.includes("coverage");
/** The file that this process leaves its hits in, if it tests for the one that measures. */
const hitsFile = process.env.COVERAGE_HITS;

/** Whether this process has to do with instrumented contracts. */
export const coverage = measuring || hitsFile !== undefined;

/**
 * How instrumented contracts are compiled: where statements are is all that matters, but for what is repeated, without which the
 * largest would not fit in one transaction.
 */
export const instrumentedSettings = {
  optimizer: { enabled: false, details: { deduplicate: true } },
} as unknown as Partial<CompilerInput["settings"]>;

interface Api {
  attachToHardhatVM(provider: unknown): Promise<void>;
  readonly instrumenter: { readonly instrumentationData: Record<string, { hits: number } | undefined> };
}

function measure(): void {
  const load = createRequire(__filename);
  const api = (load("solidity-coverage/lib/api") as { prototype: Api }).prototype;
  instrumentByCalls((load("solidity-coverage/lib/injector") as { prototype: Injector }).prototype);

  // Hashes of statements follow from all sources before them: what was compiled by an earlier run is of no use.
  rmSync(path.join(root, folder), { recursive: true, force: true });

  let hits: Api["instrumenter"]["instrumentationData"] = {};
  api.attachToHardhatVM = function (this: Api) {
    hits = this.instrumenter.instrumentationData;
    return Promise.resolve();
  };

  task(TASK_TEST, ({ testFiles }: { testFiles: readonly string[] }) => {
    const hitsFolder = path.join(root, folder, "hits");
    const runner = path.join(root, "tools/coverage/run-tests.mjs");
    const { status } = spawnSync(process.execPath, [runner, hitsFolder, ...testFiles], { cwd: root, stdio: "inherit" });
    for (const file of readdirSync(hitsFolder)) {
      const counts = JSON.parse(readFileSync(path.join(hitsFolder, file), "utf8")) as Record<string, number>;
      for (const [hash, count] of Object.entries(counts)) {
        const statement = hits[hash];
        if (statement === undefined) throw new Error(`${file} has a hit of no statement: ${hash}.`);
        statement.hits += count;
      }
    }
    return Promise.resolve(status ?? 1);
  });
}

/** Leaves in a file, when this process ends, what its tests hit. */
function test(file: string): void {
  const hits = collectHits();
  process.on("exit", () => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(Object.fromEntries(hits)));
  });
}

if (measuring) measure();
else if (hitsFile !== undefined) test(hitsFile);
