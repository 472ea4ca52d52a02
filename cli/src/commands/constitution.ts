import type { Provision } from "../../../sdk/src";
import { formatProvision } from "../../../sdk/src/core";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError } from "../errors";
import { numberIn } from "../input/quantities";
import { facts } from "../output/layout";
import { brief, inWords, printable, printableLines, wrapped } from "../output/text";
import { dayOf } from "../output/time";

export const constitution = command({
  name: "constitution",
  group: "look",
  summary: "the articles, and what is decided by provisions",
  arguments: { "[article]": "the number of one article" },
  options: {
    "--version-of <n>": "an article as it stood in its version n",
    "--provisions": "every provision with its bounds, and what is on trial",
    "--offices": "who holds which office",
  },
  example: "constitution 2",
  run: async (context, { article, versionOf, provisions, offices }) => {
    if (provisions === true) return provisionsOf(context);
    if (offices === true) return officesOf(context);
    const overview = await context.overview();
    if (article === undefined) {
      return {
        data: overview.articles,
        lines: overview.articles.flatMap((one) => articleLines(context, one)),
      };
    }
    const number = numberIn(article, "articles");
    const found = overview.articles.find((one) => one.number === number);
    if (found === undefined)
      throw new CommandError(`There is no article ${number}.`, "civitas constitution lists all.");
    if (versionOf === undefined) return { data: found, lines: articleLines(context, found) };
    const nation = await context.nation();
    const earlier = await nation.constitution.article({ number, version: numberIn(versionOf, "versions") });
    return { data: earlier, lines: articleLines(context, { ...earlier, rendered: earlier.text }) };
  },
});

interface Shown {
  readonly number: number;
  readonly version: number;
  readonly adoptedAt: bigint;
  readonly title: string;
  readonly rendered: string;
}

function articleLines(context: Context, { number, version, adoptedAt, title, rendered }: Shown): string[] {
  const date = version === 1 ? "" : context.paint("dim", `  version ${version}, of ${dayOf(adoptedAt as never)}`);
  return [
    `${context.paint("bold", `${number}. ${printable(title)}`)}${date}`,
    ...printableLines(rendered).flatMap((line) => wrapped(line, context.width, "   ")),
    "",
  ];
}

async function provisionsOf(context: Context) {
  const { provisions, at } = await context.overview();
  const sections = Object.entries(provisions).filter(([, keys]) => keys !== undefined);
  const lines = sections.flatMap(([institution, keys]) => [
    context.paint("bold", inWords(institution)),
    ...facts(
      Object.values((keys ?? {}) as Readonly<Record<string, Provision>>).map(({ key, unit, min, max, tried, text }) => {
        const bounds = `${formatProvision({ unit, value: min })} to ${formatProvision({ unit, value: max })}`;
        const trial = tried === undefined || tried.until <= at ? "" : `, on trial until ${dayOf(tried.until)}`;
        return [`${institution}.${key}`, `${text}${trial}  (${bounds})`] as const;
      }),
      context.width,
    ),
    "",
  ]);
  return { data: provisions, lines };
}

async function officesOf(context: Context) {
  const nation = await context.nation();
  const appointed = await nation.constitution.events.OfficerAppointed.query();
  const seen = [...new Map(appointed.map((one) => [`${String(one.role)}/${one.citizenId}`, one])).values()];
  const holders = await Promise.all(
    seen.map(async ({ role, citizenId }) => {
      const [until, holder] = await Promise.all([
        nation.constitution.officeOf({ role, citizenId }),
        nation.citizenship.holderOf({ citizenId }),
      ]);
      return { role: String(role), citizenId, holder, until };
    }),
  );
  const now = await context.now();
  const held = holders.filter(({ until }) => until !== undefined && until > now);
  return {
    data: held,
    lines:
      held.length === 0
        ? ["Nobody holds an office."]
        : held.map(
            ({ role, citizenId, holder, until }) =>
              `${role}: citizen ${citizenId} (${brief(holder ?? "")}), until ${dayOf(until!)}`,
          ),
  };
}
