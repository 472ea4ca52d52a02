#!/usr/bin/env node
// Fails unless every contract's lines and branches are covered, but for the exceptions that are listed with their reasons.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const root = path.resolve(import.meta.dirname, "..");
const summary = JSON.parse(readFileSync(path.join(root, "coverage/coverage-summary.json"), "utf8"));
const { exceptions } = JSON.parse(readFileSync(path.join(root, "tools/coverage-exceptions.json"), "utf8"));

let faults = 0;
for (const [file, measures] of Object.entries(summary)) {
  const name = file === "total" ? "total" : path.relative(root, file).split(path.sep).join("/");
  for (const measure of ["lines", "branches"]) {
    const { total, covered } = measures[measure];
    const excused = exceptions.find((exception) => name.endsWith(exception.file))?.[measure] ?? 0;
    if (name !== "total" && total - covered > excused) {
      faults += 1;
      console.error(`${name}: ${covered} of ${total} ${measure} are covered (${excused} excused)`);
    }
  }
}
const { lines, branches } = summary.total;
console.log(`Coverage: ${lines.pct} % of ${lines.total} lines, ${branches.pct} % of ${branches.total} branches.`);
process.exitCode = faults === 0 ? 0 : 1;
