import { readFileSync } from "node:fs";
import path from "node:path";
import { cheapest, majorityOf } from "./bribes";
import { againstAnAppeal, againstSilence } from "./factions";
import { markdownDocument } from "./markdown";

const FILE = "docs/justice.md";
const BEGIN = "<!-- factions: `npm run docs` -->";
const END = "<!-- /factions -->";

const BRIBES_BEGIN = "<!-- bribes: `npm run docs` -->";
const BRIBES_END = "<!-- /bribes -->";

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

/** What a vote sells for in the middle, in the chain's native coin. */
const PRICES = [0.01, 0.05, 0.2];
const NATIONS = [30, 100, 300, 1_000, 10_000];
const TURNOUT = 0.2;
/** As an amendment of the constitution where a charter is silent. */
const ENDING = 0.4;

const money = (amount: number): string =>
  amount.toLocaleString("en", amount < 10 ? { maximumFractionDigits: 2 } : { maximumFractionDigits: 0 });
const bought = (medians: number): string[] => PRICES.map((price) => money(medians * price));

/** The plenary, of as many as a page can count: above it, prices grow with the citizens. */
function inPlenary(citizens: number, voters: number, needed: number): number {
  const [counted, of] = voters > 1_000 ? [1_000, voters / 1_000] : [voters, 1];
  return of * cheapest(counted, Math.round((needed * counted) / voters));
}

const bribes = (): string =>
  table(
    ["bought", ...PRICES.map((price) => `a vote for about ${price}`)],
    [
      ["two of three jurors", ...bought(cheapest(3, 2))],
      ["six of eleven, on appeal", ...bought(cheapest(11, 6))],
      [
        "four of five, then eight of eleven: the end of a citizenship that nobody defends",
        ...bought(cheapest(5, 4) + cheapest(11, 8)),
      ],
      ...NATIONS.map((citizens) => {
        const voters = Math.round(citizens * TURNOUT);
        return [
          `a plenary of ${citizens.toLocaleString("en")}, of whom ${percent(TURNOUT)} vote`,
          ...bought(inPlenary(citizens, voters, majorityOf(voters))),
        ];
      }),
      ...NATIONS.map((citizens) => [
        `the end of a citizenship, by a plenary of ${citizens.toLocaleString("en")}`,
        ...bought(inPlenary(citizens, citizens, Math.ceil(citizens * ENDING))),
      ]),
    ],
  );

/** A text with what stands between two marks written anew. */
function between(text: string, begin: string, end: string, parts: readonly string[]): string {
  const [before, rest] = text.split(begin);
  return [`${before}${begin}`, ...parts, `${end}${rest.split(end)[1]}`].join("\n\n");
}

/** docs/justice.md, with the factions that the rules withstand, and what bribes cost. */
export function justiceDocument(root: string): Promise<string> {
  const written = readFileSync(path.join(root, FILE), "utf8");
  const factions = [
    "**Where somebody appeals, or has it reopened within a year:**",
    answered(),
    "**Where nobody does:**",
    silent(),
  ];
  return markdownDocument(between(between(written, BEGIN, END, factions), BRIBES_BEGIN, BRIBES_END, [bribes()]));
}
