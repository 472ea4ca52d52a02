// Test runners as processes: how many at a time, what each printed, and how many of its tests passed.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import path from "node:path";
import process from "node:process";

export const root = path.resolve(import.meta.dirname, "..");
export const hardhat = createRequire(import.meta.url).resolve("hardhat/internal/cli/bootstrap");

/** How many processes run beside each other: `JOBS`, or one for each core, of which more than four would only take memory. */
export const jobs = Number(process.env.JOBS ?? Math.min(availableParallelism(), 4));

/** All test files of Hardhat. */
export function testFiles() {
  const files = readdirSync(path.join(root, "test"), { recursive: true }).map((file) => path.join("test", file));
  return files.filter((file) => file.endsWith(".test.ts")).sort();
}

/** Tests that mine years of blocks have a chain of their own: whoever reads such a chain from its beginning waits long. */
const isOfLongChain = (file) => file.startsWith(path.join("test", "long-chains", path.sep));

/** How much longer than others the tests of a folder take, for as long a file: they found nations. Measured. */
const SLOW = { founding: 12, local: 16, cli: 5, portal: 5, sdk: 2, justice: 2, "founding/adversary.test.ts": 150 };

function weightOf(file) {
  const [, folder, ...rest] = file.split(path.sep);
  const factor = SLOW[`${folder}/${rest.join("/")}`] ?? SLOW[folder] ?? 1;
  return factor * statSync(path.join(root, file)).size;
}

/**
 * Divides files into so many parts that take about the same time, the longest first and each in the order given, and one more with
 * the chains that are long.
 */
export function divide(files, count) {
  const long = files.filter(isOfLongChain);
  const others = files.filter((file) => !isOfLongChain(file));
  const parts = Array.from({ length: Math.min(count, others.length) }, () => ({ weight: 0, files: new Set() }));
  for (const file of [...others].sort((a, b) => weightOf(b) - weightOf(a))) {
    const lightest = parts.reduce((least, part) => (part.weight < least.weight ? part : least));
    lightest.files.add(file);
    lightest.weight += weightOf(file);
  }
  parts.sort((a, b) => b.weight - a.weight);
  const divided = parts.map((part) => files.filter((file) => part.files.has(file)));
  return long.length === 0 ? divided : [...divided, long];
}

/** Runs a command to its end. Resolves, whatever becomes of it, to its status, or the signal that killed it, and its output. */
export function run({ command, args, env = {} }, show = () => {}) {
  return new Promise((done) => {
    const began = performance.now();
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const take = (chunk) => {
      printed += chunk;
      show(chunk);
    };
    const end = (status) => done({ status, printed, seconds: Math.round((performance.now() - began) / 1000) });
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", (error) => {
      take(`${error.message}\n`);
      end(1);
    });
    child.on("close", (status, signal) => end(signal ?? status));
  });
}

/**
 * Runs tasks, so many at a time, in their order. What they print comes one after another: the first that isn't done prints as it
 * goes, and what later ones print waits for their turn.
 */
export async function runAll(tasks, slots, work) {
  const queues = tasks.map(() => ({ waiting: "", done: false }));
  let shown = 0;
  const show = (index, text) => {
    if (index === shown) process.stdout.write(text);
    else queues[index].waiting += text;
  };
  const finish = (index) => {
    queues[index].done = true;
    while (shown < queues.length && queues[shown].done) {
      shown += 1;
      if (shown < queues.length) process.stdout.write(queues[shown].waiting);
    }
  };
  const results = [];
  let next = 0;
  const slot = async () => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await work(tasks[index], (text) => show(index, text));
      finish(index);
    }
  };
  await Promise.all(Array.from({ length: slots }, slot));
  return results;
}

/** How much of an output is repeated, in characters: what is longer is cut in the middle by those who keep it. */
const LAST = 4_000;

const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
// Colours would stand between the numbers and the words.
// eslint-disable-next-line no-control-regex
const plain = (text) => text.replace(/\x1b\[[0-9;]*m/g, "");

const reports = {
  mocha: {
    passed: /^\s*(\d+) passing/gm,
    failed: /^\s*(\d+) failing/gm,
    left: /^\s*(\d+) pending/gm,
    failures: /^\s*\d+ failing$/m,
  },
  forge: {
    passed: /^Suite result:.* (\d+) passed;/gm,
    failed: /^Suite result:.* (\d+) failed;/gm,
    left: /^Suite result:.* (\d+) skipped;/gm,
    failures: /^Failing tests:$/m,
  },
};

/** How many tests of a runner passed and failed. One that is killed, crashes, ends without a report or leaves tests out has failed. */
export function count({ status, printed }, report) {
  const text = plain(printed);
  const patterns = reports[report];
  const passed = sum(text, patterns.passed);
  const failed = sum(text, patterns.failed) + sum(text, patterns.left);
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed };
}

/** What a runner said of the tests that failed, or the end of what it printed if it said nothing. */
export function failuresIn(printed, report) {
  const text = plain(printed);
  const from = text.search(reports[report].failures);
  return (from < 0 ? text.slice(-LAST) : text.slice(from, from + LAST)).trimEnd();
}

/** The line above what `runTests` repeats at its end. */
const REPEATED = "=== What failed of";

/** What a step said of its failures: what `runTests` repeated at its end, or the end of what it printed. */
export function failuresOf(printed) {
  const from = printed.indexOf(`\n${REPEATED}`);
  return (from < 0 ? printed.slice(-LAST) : printed.slice(from, from + 2 * LAST)).trim();
}

/** Runs test runners beside each other, adds up what they report, and repeats what they said of failures. */
export async function runTests(runners, slots = jobs) {
  const results = await runAll(runners, slots, async (runner, show) => {
    show(`\n=== ${runner.name} ===\n`);
    const result = await run(runner, show);
    const { passed, failed } = count(result, runner.report);
    const end = result.status === 0 ? "" : `, ended with ${result.status}`;
    show(`=== ${runner.name}: ${passed} passed, ${failed} failed${end}, ${result.seconds} s ===\n`);
    return { passed, failed, failures: failed === 0 ? "" : failuresIn(result.printed, runner.report) };
  });
  for (const [index, { failures }] of results.entries()) {
    if (failures !== "") console.log(`\n${REPEATED} ${runners[index].name} ===\n${failures}`);
  }
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
  };
}
