#!/usr/bin/env node
// Runs every test runner of the project, shows what each prints, and ends with the total: `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const resolve = createRequire(import.meta.url).resolve;

/** Runs a command, passing its output on, and resolves to its exit status and all that it printed. */
function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
      process.stdout.write(chunk);
    });
    child.on("error", (error) => done({ status: 1, printed: error.message }));
    child.on("close", (status) => done({ status, printed }));
  });
}

/** Foundry's forge: the one of this platform's npm package, or the one on the PATH. */
function findForge() {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const file = process.platform === "win32" ? "forge.exe" : "forge";
  try {
    const manifest = resolve(`@foundry-rs/forge-${process.platform}-${architecture}/package.json`);
    return path.join(path.dirname(manifest), "bin", file);
  } catch {
    const folders = (process.env.PATH ?? "").split(path.delimiter);
    return folders.map((folder) => path.join(folder, file)).find((candidate) => existsSync(candidate));
  }
}

const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
// Colours would stand between the numbers and the words.
// eslint-disable-next-line no-control-regex
const plain = (text) => text.replace(/\x1b\[[0-9;]*m/g, "");

const runners = [
  {
    name: "Hardhat",
    command: process.execPath,
    args: [resolve("hardhat/internal/cli/bootstrap"), "test"],
    passed: /^\s*(\d+) passing/gm,
    failed: /^\s*(\d+) failing/gm,
    pending: /^\s*(\d+) pending/gm,
  },
  {
    name: "Foundry",
    command: findForge(),
    args: ["test"],
    passed: /^Suite result:.* (\d+) passed;/gm,
    failed: /^Suite result:.* (\d+) failed;/gm,
    pending: /^Suite result:.* (\d+) skipped;/gm,
  },
];

let [passed, failed] = [0, 0];
for (const runner of runners) {
  if (runner.command === undefined) {
    console.log(`\n${runner.name} is not installed here: its fuzz and invariant tests DID NOT RUN.`);
    continue;
  }
  console.log(`\n=== ${runner.name} ===`);
  const { status, printed } = await run(runner.command, runner.args);
  const text = plain(printed);
  const failures = sum(text, runner.failed) + sum(text, runner.pending);
  passed += sum(text, runner.passed);
  // A runner that dies without a report, or leaves tests out, has not passed.
  failed += failures === 0 && (status !== 0 || sum(text, runner.passed) === 0) ? 1 : failures;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
