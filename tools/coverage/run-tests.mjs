#!/usr/bin/env node
// `run-tests.mjs <folder> <test files>`: tests contracts that are instrumented and compiled, in processes beside each other, each of
// which leaves what it hit in a file of the folder. Its status is the number of tests that failed, at most 100.
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { divide, hardhat, jobs, runTests } from "../runners.mjs";

const [folder, ...files] = process.argv.slice(2);
// More parts than run at a time, since files of one size don't take one time.
const parts = divide(files, 4 * jobs).map((part, index, { length }) => ({
  name: `Hardhat on instrumented contracts, part ${index + 1} of ${length}`,
  command: process.execPath,
  args: [hardhat, "test", "--no-compile", ...part],
  env: { COVERAGE_HITS: path.join(folder, `${index + 1}.json`), SOLIDITY_COVERAGE: "true" },
  report: "mocha",
}));
const { failed } = await runTests(parts);
const silent = parts.filter(({ env }) => !existsSync(env.COVERAGE_HITS));
for (const { name } of silent) console.error(`${name} left no hits.`);
process.exitCode = Math.min(failed + silent.length, 100);
