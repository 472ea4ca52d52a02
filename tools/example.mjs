#!/usr/bin/env node
// `npm run example`: runs the README's example, or the file that is named, as it stands.
import { transformFileSync } from "@swc/core";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { root } from "./runners.mjs";

const [file = "examples/first-hour.ts"] = process.argv.slice(2);
const { code } = transformFileSync(path.resolve(root, file), {
  module: { type: "es6" },
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
});

// Within the repository, where the SDK is found by its name.
const folder = path.join(root, "cache/examples");
const module = path.join(folder, `${path.basename(file, ".ts")}.mjs`);
mkdirSync(folder, { recursive: true });
writeFileSync(module, code);
try {
  await import(pathToFileURL(module).href);
} catch (error) {
  console.error(error.advice === undefined ? error : `${error.message}\n${error.advice}`);
  process.exitCode = 1;
}
