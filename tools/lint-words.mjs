// Refuses the words that tools/words.json lists, in code, tests and prose. Every word there has a replacement: one word for
// one thing. A word is found on its own and as a part of an identifier ("purse" in `aPurse`), never inside another word
// ("face" in "interface").
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const { words, phrases, folders, extensions } = JSON.parse(
  readFileSync(path.join(root, "tools", "words.json"), "utf8"),
);

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A word by itself, or as a part of a camelCase or SCREAMING_CASE identifier. */
const partOfName = (word) =>
  [
    `(?<![A-Za-z])${word}(?![a-z])`,
    `(?<![A-Z])${capital(word)}(?![a-z])`,
    `(?<![A-Za-z])${word.toUpperCase()}(?![A-Za-z])`,
  ].join("|");

/** A replacement, or a replacement and the folders in which it is carried through already. */
const ruleOf = (word, entry, pattern) =>
  typeof entry === "string" ? { word, pattern, instead: entry, within: folders } : { word, pattern, ...entry };

const rules = [
  ...Object.entries(words).map(([word, entry]) => ruleOf(word, entry, new RegExp(partOfName(word)))),
  ...Object.entries(phrases).map(([phrase, entry]) => ruleOf(phrase, entry, new RegExp(`\\b${phrase}\\b`, "i"))),
];

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...folders], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => extensions.includes(path.extname(file)));

let found = 0;
for (const file of files) {
  let text;
  try {
    text = readFileSync(path.join(root, file), "utf8");
  } catch {
    continue; // Deleted, and not committed yet.
  }
  for (const [index, line] of text.split("\n").entries()) {
    for (const { pattern, word, instead, within } of rules) {
      if (!within.some((folder) => file.startsWith(folder)) || !pattern.test(line)) continue;
      found++;
      console.error(`${file}:${index + 1}: "${word}": ${instead}.`);
    }
  }
}
if (found !== 0) {
  console.error(`\n${found} uses of words that docs/glossary.md replaces. The list is tools/words.json.`);
  process.exit(1);
}
