import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { markdownDocument } from "./markdown";

/** What a contract promises of its state, as its header says it. */
interface Statement {
  readonly contract: string;
  readonly file: string;
  readonly text: string;
}

interface Invariant {
  readonly id: string;
  /** How comments beside the storage call it, if not by its id. */
  readonly name?: string;
  /** Usually one; a part of a contract may say more exactly what the contract promises. */
  readonly statements: Statement[];
  /** The state variables that a comment binds to it. */
  readonly storage: Set<string>;
  /** The test files that name it. */
  readonly tests: Set<string>;
}

const ID = /\b[A-Z]{2,}-\d+\b/g;
const ENTRY = /^([A-Z]{2,}-\d+)(?: \[([^\]]+)\])?: (.*)$/;
const DECLARATION = /^(?:abstract contract|contract|library|interface|type) (\w+)/;
/** A sentence that leads to the parts of a contract, whose headers state the rest. */
const ELSEWHERE = /^Those of |^\{.* have further ones\.$/;
const TOPIC = /^[A-Z]{4,} {2,}/;

/** Files under a folder whose names end as given, by their paths from the root, in order. */
function filesIn(root: string, folder: string, endings: readonly string[]): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
    .sort();
}

/** The paragraphs under INVARIANTS in the comment that stands above a line. */
function entriesAbove(lines: readonly string[], declaration: number): string[] {
  let first = declaration;
  while (first > 0 && lines[first - 1].startsWith("///")) first -= 1;
  const header = lines.slice(first, declaration).map((line) => line.replace(/^\/\/\/\s?/, "").replace(/^@dev /, ""));
  const start = header.findIndex((line) => /^\s*INVARIANTS /.test(line));
  if (start < 0) return [];
  const entries: string[] = [];
  for (const [index, line] of header.slice(start).entries()) {
    const text = line.trim();
    if (text === "" || (index > 0 && TOPIC.test(text))) break;
    const sentence = text.replace(/^INVARIANTS +/, "");
    if (ENTRY.test(sentence) || ELSEWHERE.test(sentence) || entries.length === 0) entries.push(sentence);
    else entries[entries.length - 1] += ` ${sentence}`;
  }
  return entries.filter((entry) => !ELSEWHERE.test(entry));
}

/** The names that comments at a file's state variables, or at members of its structs, give: `// [bounds]: ...`. */
function namesBesideStorage(lines: readonly string[]): { tag: string; variable: string }[] {
  const found: { tag: string; variable: string }[] = [];
  let struct: string | undefined;
  for (const [index, line] of lines.entries()) {
    const opened = /^ {4}struct (\w+) \{/.exec(line)?.[1];
    if (opened !== undefined) struct = opened;
    if (line === "    }") struct = undefined;
    const comment = /(?:^|\s)\/\/ (.*)$/.exec(line)?.[1];
    const depth = line.search(/\S/);
    if (comment === undefined || depth !== (struct === undefined ? 4 : 8)) continue;
    const tags = [...comment.matchAll(/\[([a-z ]+)\]/g), ...comment.matchAll(/\b([A-Z]{2,}-\d+)\b/g)];
    const declared = line.trimStart().startsWith("//")
      ? lines.slice(index + 1).find((next) => !/^\s*\/\//.test(next))
      : line;
    const variable = /(\w+)(?: = [^;]*)?;/.exec(declared ?? "")?.[1];
    if (variable === undefined) continue;
    for (const [, tag] of tags)
      found.push({ tag, variable: struct === undefined ? variable : `${struct}.${variable}` });
  }
  return found;
}

/**
 * Every invariant that a contract's header names, with what it binds and the tests that name it, by folder.
 *
 * @param root The repository.
 * @throws If an invariant has no id, two ids mean two things in two folders, a test names an id that no header states, or
 * no test names an invariant.
 */
export function readInvariants(root: string): Map<string, Invariant[]> {
  const problems: string[] = [];
  const folders = new Map<string, Map<string, Invariant>>();
  const folderOf = new Map<string, string>();
  const storage: { id: string; variable: string }[] = [];

  for (const file of filesIn(root, "contracts", [".sol"])) {
    const lines = readFileSync(path.join(root, file), "utf8").split("\n");
    const folder = file.split("/")[1];
    const byName = new Map<string, string>();
    for (const [index, line] of lines.entries()) {
      const contract = DECLARATION.exec(line)?.[1];
      if (contract === undefined) continue;
      for (const entry of entriesAbove(lines, index)) {
        const [, id, name, text] = ENTRY.exec(entry) ?? [];
        if (id === undefined) {
          problems.push(`${file}: this invariant has no id: ${entry}`);
          continue;
        }
        if ((folderOf.get(id) ?? folder) !== folder) problems.push(`${file}: ${id} is also ${folderOf.get(id)}'s`);
        folderOf.set(id, folder);
        if (name !== undefined) byName.set(name, id);
        const known = folders.get(folder) ?? new Map<string, Invariant>();
        folders.set(folder, known);
        const statements = [...(known.get(id)?.statements ?? []), { contract, file, text }];
        known.set(id, { id, name: known.get(id)?.name ?? name, statements, storage: new Set(), tests: new Set() });
      }
    }
    for (const { tag, variable } of namesBesideStorage(lines)) {
      const id = byName.get(tag) ?? tag;
      if (/^[A-Z]/.test(id)) storage.push({ id, variable: `${path.basename(file, ".sol")}.${variable}` });
      else problems.push(`${file}: ${variable} is bound to [${tag}], which the header does not state`);
    }
  }

  const all = new Map([...folders.values()].flatMap((known) => [...known]));
  const prefixes = new Set([...all.keys()].map((id) => id.split("-")[0]));
  for (const { id, variable } of storage) {
    if (all.has(id)) all.get(id)?.storage.add(variable);
    else if (prefixes.has(id.split("-")[0])) problems.push(`${variable} is bound to ${id}, which no header states`);
  }
  for (const file of filesIn(root, "test", [".ts", ".sol"])) {
    for (const [id] of readFileSync(path.join(root, file), "utf8").matchAll(ID)) {
      if (all.has(id)) all.get(id)?.tests.add(file);
      else if (prefixes.has(id.split("-")[0])) problems.push(`${file}: ${id} is stated in no contract's header`);
    }
  }
  for (const { id, tests } of all.values()) if (tests.size === 0) problems.push(`No test names ${id}.`);

  if (problems.length > 0) throw new Error(`The invariants are not in order:\n  ${problems.join("\n  ")}`);
  return new Map([...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, known]) => [folder, inOrder(known)]));
}

function inOrder(known: ReadonlyMap<string, Invariant>): Invariant[] {
  const key = ({ id }: Invariant): [string, number] => [id.split("-")[0], Number(id.split("-")[1])];
  return [...known.values()].sort((a, b) => {
    const [[prefixA, numberA], [prefixB, numberB]] = [key(a), key(b)];
    return prefixA === prefixB ? numberA - numberB : prefixA < prefixB ? -1 : 1;
  });
}

/** A header's words as Markdown: its references as code, and nothing taken for emphasis or a tag. */
function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith("`") ? part : part.replaceAll(/\{([^}]+)\}/g, "`$1`").replaceAll(/([*_<])/g, "\\$1"),
    )
    .join("")
    .replace(/^(\\?[a-z])/, (letter) => letter.toUpperCase());
}

const link = (file: string, name = path.basename(file)): string => `[${name}](../${file})`;

function paragraph({ id, name, statements, storage, tests }: Invariant): string {
  const sentences = new Set(statements.map(({ text }) => prose(text)));
  const stated = statements.map(({ file, contract }) => link(file, contract)).join(", ");
  const bound = [...storage].sort().map((variable) => `\`${variable}\``);
  const binds = bound.length === 0 ? "" : ` Binds ${bound.join(", ")}.`;
  const checked = [...tests].sort().map((file) => link(file));
  const title = name === undefined ? `**${id}**` : `**${id}** _${name}_`;
  return `- ${title}: ${[...sentences].join(" ")}\n\n  Stated in ${stated}.${binds} Checked by ${checked.join(", ")}.`;
}

/** docs/invariants.md. */
export function invariantsDocument(root: string): Promise<string> {
  const folders = readInvariants(root);
  const sections = [...folders].map(([folder, known]) => `## ${folder}\n\n${known.map(paragraph).join("\n\n")}`);
  const count = [...folders.values()].reduce((sum, known) => sum + known.length, 0);
  return markdownDocument(`# Invariants

<!-- Generated from the contracts' headers by \`npm run docs\`. Do not edit. -->

What holds at every moment, whoever calls what: ${count} promises. Each is stated in the header of a contract, beside a name for
the comments at the storage that it binds, and is named by at least one test. A test in \`test/invariants\` is a fuzz test or
a stateful invariant test that Foundry runs; the others are unit tests, and attacks that were tried.

${sections.join("\n\n")}
`);
}
