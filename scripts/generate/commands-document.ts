import { readFileSync } from "node:fs";
import path from "node:path";
import { groups, type Command, type Group } from "../../cli/src/command";
import { commands } from "../../cli/src/commands";
import { EXIT, EXIT_MEANINGS, type ExitName } from "../../cli/src/errors";
import { GLOBAL_OPTIONS } from "../../cli/src/global-options";
import { markdownDocument } from "./markdown";

const FILE = "docs/civitas.md";
const BEGIN = "<!-- commands: `npm run docs` -->";
const END = "<!-- /commands -->";

const cell = (text: string): string => text.replaceAll("|", "\\|");

const listOf = (entries: Readonly<Record<string, string>>): string[] =>
  Object.entries(entries).map(([written, meaning]) => `- \`${written}\`: ${meaning}`);

function section({ name, summary, details, arguments: taken, options, example }: Command): string {
  const parts = [
    `#### ${name}`,
    "",
    `${summary[0].toUpperCase()}${summary.slice(1)}. ${details ?? ""}`.trim(),
    "",
    "```",
    `civitas ${example}`,
    "```",
    "",
    ...listOf(taken),
    ...listOf(options),
    "",
  ];
  return parts.join("\n");
}

const groupOf = ([group, title]: [string, string]): string =>
  [`### ${title}`, "", ...commands.filter((one) => one.group === (group as Group)).map(section)].join("\n");

function statuses(): string {
  const rows = Object.entries(EXIT).map(([name, status]) => `| ${status} | ${cell(EXIT_MEANINGS[name as ExitName])} |`);
  return `## Statuses\n\n| status | meaning |\n| ---: | --- |\n${rows.join("\n")}`;
}

/** The page of `civitas`, with its commands and statuses as their declarations say. */
export function commandsDocument(root: string): Promise<string> {
  const text = readFileSync(path.join(root, FILE), "utf8");
  const before = text.indexOf(BEGIN);
  const after = text.indexOf(END);
  if (before < 0 || after < before) throw new Error(`${FILE} has no place for the commands.`);
  const everywhere = ["Behind every command may stand:", "", ...listOf(GLOBAL_OPTIONS)].join("\n");
  const all = [everywhere, ...Object.entries(groups).map(groupOf), statuses()].join("\n\n");
  return markdownDocument(`${text.slice(0, before)}${BEGIN}\n\n${all}\n\n${text.slice(after)}`);
}
