import { readFileSync } from "node:fs";
import path from "node:path";
import { againstAnAppeal, againstSilence } from "./factions";
import { markdownDocument } from "./markdown";

const FILE = "docs/justice.md";
const BEGIN = "<!-- factions: `npm run docs` -->";
const END = "<!-- /factions -->";

const SIZES = [9, 30, 100, 300, 1_000, 10_000];
const TURNOUTS = [0, 0.2, 0.4, 0.6];
const ROLLS = [0.1, 0.3, 1];

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const heads = (faction: number, citizens: number): string =>
  `${faction.toLocaleString("en")} (${((100 * faction) / citizens).toFixed(0)} %)`;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const answered = (): string =>
  table(
    ["citizens", ...TURNOUTS.map((turnout) => `${percent(turnout)} of the others vote`)],
    SIZES.map((citizens) => [
      citizens.toLocaleString("en"),
      ...TURNOUTS.map((turnout) => heads(againstAnAppeal({ citizens, roll: 1, turnout }), citizens)),
    ]),
  );

const silent = (): string =>
  table(
    ["citizens", "of the honest on the roll", ...TURNOUTS.map((turnout) => `${percent(turnout)} of the others vote`)],
    SIZES.flatMap((citizens) =>
      ROLLS.map((roll) => [
        citizens.toLocaleString("en"),
        percent(roll),
        ...TURNOUTS.map((turnout) => heads(againstSilence({ citizens, roll, turnout }), citizens)),
      ]),
    ),
  );

/** docs/justice.md, with the factions that the rules withstand. */
export function justiceDocument(root: string): Promise<string> {
  const file = path.join(root, FILE);
  const [before, rest] = readFileSync(file, "utf8").split(BEGIN);
  const after = rest.split(END)[1];
  const text = [
    `${before}${BEGIN}`,
    "**Where somebody appeals, or has it reopened within a year:**",
    answered(),
    "**Where nobody does:**",
    silent(),
    `${END}${after}`,
  ].join("\n\n");
  return markdownDocument(text);
}
