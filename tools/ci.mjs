#!/usr/bin/env node
// Runs the steps of tools/steps.json, each after those that it names, and ends with the total over all test runners:
// `N passed, N failed`. `.ci/run` calls it in a fresh clone; the hosted workflow runs the same commands as jobs of their own.
// A step that divides its own work has all cores; the others run beside each other, one on each core.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { failuresOf, jobs, root, run } from "./runners.mjs";

const steps = Object.entries(JSON.parse(readFileSync(path.join(root, "tools/steps.json"), "utf8"))).map(
  ([name, { run: command, after = [], divided = false }]) => ({ name, command, after, cores: divided ? jobs : 1 }),
);

const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 1000);
const results = new Map();
const waiting = new Set(steps);
const running = new Map();
const free = () => [...running.keys()].reduce((cores, step) => cores - step.cores, jobs);

/** Prints a step's output when nothing stands between its lines: as a whole, at its end. */
function tell({ name, command }, { status, printed, seconds: taken }) {
  process.stdout.write(`\n##### ${name}: ${command}\n${printed}`);
  console.log(`##### ${name}: ${status === 0 ? "ok" : `FAILED (${status})`}, ${taken} s`);
}

async function perform(step) {
  console.log(`##### ${step.name} begins after ${seconds()} s`);
  const result = await run({ command: "bash", args: ["-c", step.command] });
  results.set(step.name, result);
  running.delete(step);
  tell(step, result);
}

while (waiting.size > 0 || running.size > 0) {
  for (const step of waiting) {
    if (step.cores > free() || !step.after.every((name) => results.has(name))) continue;
    waiting.delete(step);
    running.set(step, perform(step));
  }
  await Promise.race(running.values());
}

const failedSteps = steps.filter(({ name }) => results.get(name).status !== 0);
const [, passed, failed] = [...results.get("test").printed.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [
  0, 0, 1,
];

console.log("");
for (const { name } of steps) console.log(`${String(results.get(name).seconds).padStart(6)} s  ${name}`);
console.log(`${String(seconds()).padStart(6)} s  altogether`);
// Again at the end, where it is found: a long output is rarely read from its beginning.
for (const { name } of failedSteps) console.log(`\n##### ${name}\n${failuresOf(results.get(name).printed)}`);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.map(({ name }) => name).join(", ")}`);
// A failed step counts, whether or not a test in it failed.
console.log(`\n${passed} passed, ${Math.max(Number(failed), failedSteps.length)} failed`);
process.exitCode = Number(failed) + failedSteps.length === 0 ? 0 : 1;
