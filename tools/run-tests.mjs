#!/usr/bin/env node
// Runs every test runner of the project, shows what each prints, and ends with the total: `N passed, N failed`.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { divide, hardhat, jobs, runTests, testFiles } from "./runners.mjs";

/** Foundry's forge: the one of this platform's npm package, or the one on the PATH. */
function findForge() {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const file = process.platform === "win32" ? "forge.exe" : "forge";
  try {
    const { resolve } = createRequire(import.meta.url);
    const manifest = resolve(`@foundry-rs/forge-${process.platform}-${architecture}/package.json`);
    return path.join(path.dirname(manifest), "bin", file);
  } catch {
    const folders = (process.env.PATH ?? "").split(path.delimiter);
    return folders.map((folder) => path.join(folder, file)).find((candidate) => existsSync(candidate));
  }
}

// Many more parts than run at a time: none is the last for long, and a process that has kept many snapshots is slow.
const parts = divide(testFiles(), 5 * jobs);
const runners = parts.map((files, index) => ({
  name: `Hardhat, part ${index + 1} of ${parts.length}`,
  command: process.execPath,
  args: [hardhat, "test", "--no-compile", ...files],
  report: "mocha",
}));
const forge = findForge();
if (forge !== undefined) runners.push({ name: "Foundry", command: forge, args: ["test"], report: "forge" });

const { passed, failed } = await runTests(runners);
if (forge === undefined) console.log("\nFoundry is not installed here: its fuzz and invariant tests DID NOT RUN.");
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
