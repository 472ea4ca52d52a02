#!/usr/bin/env node
// Lays the files of a new institution from tools/scaffold and enters it into the registry, the table of folders and the
// changelog: `npm run new:institution land-registry`. CONTRIBUTING.md walks through what follows.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { format, resolveConfig } from "prettier";

const root = path.resolve(import.meta.dirname, "..");
const templates = path.join(root, "tools/scaffold");

/** Longer names do not fit the directory's keys of 31 bytes, or make lines that no formatter breaks. */
const LONGEST = 24;

/** Ends with a sentence for the caller, before anything was written. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

const kebab = process.argv[2];
if (
  process.argv.length !== 3 ||
  !/^[a-z]+(-[a-z]+)*$/.test(kebab ?? "") ||
  kebab.length < 3 ||
  kebab.length > LONGEST
) {
  refuse(
    `Usage: npm run new:institution <name>, where the name is 3 to ${LONGEST} lower-case letters, its words joined by ` +
      `hyphens: land-registry`,
  );
}

const words = kebab.split("-");
const capitalised = (word) => word[0].toUpperCase() + word.slice(1);
const Name = words.map(capitalised).join("");
const name = words[0] + words.slice(1).map(capitalised).join("");
const names = {
  kebab,
  name,
  Name,
  title: words.join(" "),
  Title: capitalised(words.join(" ")),
  lower: name.toLowerCase(),
  INVARIANT: words.join("").toUpperCase(),
};

/** The text with every `{{name}}` replaced; in paths it is written `__name__`. */
const filled = (text) =>
  text.replaceAll(/\{\{([A-Za-z]+)\}\}|__([A-Za-z]+)__/g, (_, inText, inPath) => {
    const key = inText ?? inPath;
    if (names[key] === undefined)
      throw new Error(`tools/scaffold has a place for "${key}", which nothing is known of.`);
    return names[key];
  });

/** The files to lay, by their paths: those of the templates without `.txt`, which keeps formatters and linters away. */
function filesToLay() {
  const files = new Map();
  for (const entry of readdirSync(templates, { recursive: true, encoding: "utf8" }).sort()) {
    if (!entry.endsWith(".txt")) continue;
    const file = filled(entry.split(path.sep).join("/").slice(0, -".txt".length));
    files.set(file, filled(readFileSync(path.join(templates, entry), "utf8")));
  }
  return files;
}

/** A shared file's text, changed at the one place that is expected; refuses if the place is not there. */
function edited(file, change) {
  const before = readFileSync(path.join(root, file), "utf8");
  const after = change(before);
  if (after === before) refuse(`${file} has no place for a new institution: it is not as this command knows it.`);
  return [file, after];
}

/** Its import in alphabetical order, and its entry at the end: the order of the registry is the order of the addresses. */
function withEntry(text, line, alike, entry = name) {
  const lines = text.split("\n");
  const later = lines.findIndex((one) => alike.test(one) && one > line);
  const last = lines.findLastIndex((one) => one.startsWith("import "));
  lines.splice(later < 0 ? last + 1 : later, 0, line);
  return lines.join("\n").replace(/\n\} as const satisfies /, `\n  ${entry},\n} as const satisfies `);
}

/** Its entry in the registry of institutions. */
const withDeclaration = (text) =>
  withEntry(
    text,
    `import { ${name} } from "./${kebab}/declaration";`,
    /^import \{ \w+ \} from "\.\/[\w-]+\/declaration";$/,
  );

/** Its entry among the sentences of calls and events. */
const withWords = (text) =>
  withEntry(
    text,
    `import * as ${name} from "../institutions/${kebab}/words";`,
    /^import \* as \w+ from "\.\.\/institutions\/[\w-]+\/words";$/,
  );

/** Its part of what pages show that only read. */
const withOverview = (text) =>
  withEntry(
    text,
    `import { overview as ${name} } from "../institutions/${kebab}/overview";`,
    /^import \{ overview as \w+ \} from "\.\.\/institutions\/[\w-]+\/overview";$/,
    `${name}: { overview: ${name}, hasProvisions: true }`,
  );

/** Its row after the last row of a folder of contracts. */
function withRow(text) {
  const lines = text.split("\n");
  const last = lines.findLastIndex((line) => line.startsWith("| `contracts/"));
  lines.splice(last + 1, 0, `| \`contracts/${kebab}\` | entries of citizens | kernel, citizenship |`);
  return lines.join("\n");
}

/** Its line at the end of what was added since the last release. */
const withLine = (text) => {
  const start = text.indexOf("### Added\n\n");
  const end = text.slice(start).search(/\n(?=\n#|$)/);
  return start < 0
    ? text
    : `${text.slice(0, start + end)}\n- ${names.Title}: entries of citizens.${text.slice(start + end)}`;
};

/** A text as the repository's formatter writes it; that of contracts is formatted afterwards, in its place. */
async function formatted(file, text) {
  if (file.endsWith(".sol")) return text;
  const options = await resolveConfig(path.join(root, file));
  return format(text, { ...options, filepath: file });
}

/** Formats contracts with Foundry's formatter, where it is installed. */
function formatContracts(files) {
  const ran = spawnSync("forge", ["fmt", ...files], { cwd: root, stdio: "ignore" });
  if (ran.status !== 0)
    console.log("The contracts are not formatted: Foundry is not installed. CI compares with forge fmt.");
}

/** Why an institution cannot have the name; undefined if it can. */
function clash() {
  try {
    new Function(`"use strict"; var ${name};`);
  } catch {
    return "is a word of the language";
  }
  // Whatever code names beside the institution: templates, the nation's client, the overview and the charter.
  const around = [
    "sdk/src/connect.ts",
    "sdk/src/overview.ts",
    "sdk/src/institutions/nation/client.ts",
    "sdk/src/founding/charter/schema.ts",
  ];
  const code = readdirSync(templates, { recursive: true, encoding: "utf8" })
    .filter((entry) => /\.(ts|sol)\.txt$/.test(entry))
    .map((entry) => readFileSync(path.join(templates, entry), "utf8"));
  const used = [...code, ...around.map((file) => readFileSync(path.join(root, file), "utf8"))].flatMap(
    (text) => text.replaceAll(/\/\*[^]*?\*\/|\/\/.*|\{\{\w+\}\}\w*|"[^"\n]*"|`[^`]*`/g, " ").match(/\w+/g) ?? [],
  );
  if ([name, Name].some((word) => used.includes(word) || word in {})) return "is a name that the code around it uses";
  const files = ["contracts", "test/mocks"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }),
  );
  if (files.some((file) => [`${Name}.sol`, `I${Name}.sol`].includes(path.basename(file))))
    return "is that of another contract";
  const folders = [`contracts/${kebab}`, `sdk/src/${kebab}`, `typechain-types/contracts/${kebab}`];
  if (folders.some((folder) => existsSync(path.join(root, folder))) || ["common", "factories"].includes(kebab))
    return "is that of another folder";
  return undefined;
}

const laid = filesToLay();
const taken = [...laid.keys()].filter((file) => existsSync(path.join(root, file)));
if (taken.length !== 0) refuse(`There is something of that name already: ${taken.join(", ")}`);
const why = clash();
if (why !== undefined) refuse(`The institution cannot be called ${kebab}: that ${why}.`);
for (const [file, text] of [
  edited("sdk/src/institutions/registry.ts", withDeclaration),
  edited("sdk/src/words/institutions.ts", withWords),
  edited("sdk/src/read/index.ts", withOverview),
  edited("docs/architecture.md", withRow),
  edited("CHANGELOG.md", withLine),
]) {
  laid.set(file, text);
}

for (const [file, text] of laid) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), await formatted(file, text));
  console.log(file);
}
formatContracts([...laid.keys()].filter((file) => file.endsWith(".sol")));
console.log(`\nNext: npm run regenerate, then the tests of ${kebab}. CONTRIBUTING.md says what to make of it.`);
