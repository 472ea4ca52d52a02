#!/usr/bin/env node
// Compiles the contracts and generates the SDK's code from them, as far as their sources have changed since it was last done.
// `--product` leaves out what only tests and the bench use.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "..");
const resolve = createRequire(import.meta.url).resolve;
const hardhat = resolve("hardhat/internal/cli/bootstrap");
const tsNode = resolve("ts-node/dist/bin.js");

const settings = ["hardhat.config.ts", "package-lock.json", "tools/compile"];
const product = ["contracts"];
const testing = ["test/mocks", "bench/contracts"];
const generators = ["scripts/generate.ts", "scripts/generate"];

function filesOf(place) {
  const absolute = path.join(root, place);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [absolute];
  const entries = readdirSync(absolute, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** What stands in files and folders, in short. */
export function digest(places) {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesOf).sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function run(args) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed);
    child.on("close", (status) => {
      if (status === 0) done();
      else failed(new Error(`\`${path.basename(args[0])} ${args.slice(1).join(" ")}\` ended with status ${status}.`));
    });
  });
}

/** Does a piece of work unless its stamp says that it was done with the same sources, and what it made still stands. */
export async function unlessDone(name, sources, made, work) {
  const stamp = path.join(root, "cache", `${name}.stamp`);
  const now = digest(sources);
  if (
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === now &&
    made.every((place) => existsSync(path.join(root, place)))
  ) {
    return false;
  }
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Whether anything had to be done. */
export async function ready({ productOnly }) {
  const whole = { name: "whole", sources: [...settings, ...product, ...testing], flags: [] };
  const part = { name: "product", sources: [...settings, ...product], flags: ["--product"] };
  const { name, sources, flags } = productOnly ? part : whole;
  const compiled = await unlessDone(
    name,
    sources,
    ["artifacts/contracts", ...(productOnly ? [] : ["typechain-types"])],
    () => run([hardhat, "compile", ...flags]),
  );
  const generated = await unlessDone(
    "generated",
    [...settings, ...product, ...generators],
    ["sdk/src/generated/bytecode.ts"],
    () => run([tsNode, "--transpile-only", path.join(root, "scripts/generate.ts")]),
  );
  return compiled || generated;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ready({ productOnly: process.argv.includes("--product") }).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
