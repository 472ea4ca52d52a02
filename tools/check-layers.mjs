#!/usr/bin/env node
// Fails unless the imports of contracts/ are what the table of folders in docs/architecture.md says: every folder has a row,
// imports what its row lists and nothing else, and from another institution no contract. Files do not import in circles.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, ".."));
const table = "docs/architecture.md";

/** What every institution is made of: contracts of these folders may be inherited anywhere. */
const shared = ["libraries", "standards", "kernel"];

const faults = [];

/** The rows of the table, from the bottom layer up: what each folder may import, and which of that stands further down. */
function readTable() {
  const rows = new Map();
  for (const line of readFileSync(path.join(root, table), "utf8").split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    const folder = /^`contracts\/([\w-]+)`$/.exec(cells[1])?.[1];
    if (folder === undefined) continue;
    const allowed = cells.at(-2) === "nothing" ? [] : cells.at(-2).split(", ");
    rows.set(folder, new Map(allowed.map((entry) => [entry.replace(/^\((.*)\)$/, "$1"), entry.startsWith("(")])));
  }
  return rows;
}

/** Every source with the sources of ours that it imports, by their paths under contracts/. */
function readImports() {
  const files = readdirSync(path.join(root, "contracts"), { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(".sol"))
    .sort();
  const sources = new Map();
  for (const file of files) {
    const text = readFileSync(path.join(root, "contracts", file), "utf8");
    const imports = [...text.matchAll(/^import [^;]*?"(\.[^"]+)";/gms)].map(([, target]) =>
      path.posix.normalize(path.posix.join(path.posix.dirname(file), target)),
    );
    sources.set(file, { imports, isContract: /^(abstract )?contract \w/m.test(text) });
  }
  return sources;
}

const folderOf = (file) => file.split("/")[0];

function checkTable(rows) {
  const order = [...rows.keys()];
  for (const [folder, allowed] of rows) {
    for (const [target, isBelow] of allowed) {
      if (!rows.has(target)) faults.push(`${table}: contracts/${folder} may import ${target}, which has no row`);
      else if (order.indexOf(target) > order.indexOf(folder) !== isBelow) {
        const where = isBelow ? "above it and takes no brackets" : "below it and belongs in brackets";
        faults.push(`${table}: contracts/${folder} may import ${target}, whose row is ${where}`);
      }
    }
  }
}

function checkImports(rows, sources) {
  const used = new Set();
  for (const [file, { imports }] of sources) {
    const folder = folderOf(file);
    if (!rows.has(folder)) faults.push(`${table}: contracts/${folder} has no row`);
    for (const target of imports) {
      const other = folderOf(target);
      if (other === folder) continue;
      used.add(`${folder} ${other}`);
      if (rows.get(folder)?.has(other) === false) faults.push(`contracts/${file} may not import contracts/${target}`);
      if (sources.get(target)?.isContract && !shared.includes(other)) {
        faults.push(`contracts/${file} imports the contract contracts/${target}: import its interface`);
      }
    }
  }
  const folders = new Set([...sources.keys()].map(folderOf));
  for (const [folder, allowed] of rows) {
    if (!folders.has(folder)) faults.push(`${table}: there is no folder contracts/${folder}`);
    for (const target of allowed.keys()) {
      if (!used.has(`${folder} ${target}`)) faults.push(`${table}: contracts/${folder} does not import ${target}`);
    }
  }
}

/** Finds imports in circles, by following them depth first. The two interfaces of a standard may name each other. */
function checkCircles(sources) {
  const done = new Set();
  const visit = (file, trail) => {
    if (trail.includes(file)) {
      if (folderOf(file) === "standards") return;
      const circle = [...trail.slice(trail.indexOf(file)), file].map((one) => `contracts/${one}`);
      faults.push(`These import each other in a circle: ${circle.join(" -> ")}`);
    } else if (!done.has(file)) {
      for (const target of sources.get(file)?.imports ?? []) visit(target, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of sources.keys()) visit(file, []);
}

const rows = readTable();
const sources = readImports();
checkTable(rows);
checkImports(rows, sources);
checkCircles(sources);

for (const fault of new Set(faults)) console.error(fault);
if (faults.length === 0)
  console.log(`Layers: ${sources.size} sources in ${rows.size} folders import as ${table} says.`);
process.exitCode = faults.length === 0 ? 0 : 1;
