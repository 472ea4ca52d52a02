import { moment, type Overview } from "../../../sdk/src";
import { command } from "../command";
import type { Context } from "../context";
import { facts } from "../output/layout";
import { civicOf, nativeOf } from "../output/money";
import { brief, counted, printable } from "../output/text";
import { dateOf, dayOf } from "../output/time";

/** The nation's name, motto and place, in two lines. */
export async function headerOf(context: Context): Promise<string[]> {
  const [{ profile, at }, chain] = await Promise.all([context.overview(), context.chain()]);
  const motto = profile.motto === "" ? "" : ` · ${printable(profile.motto)}`;
  return [
    `${context.paint("bold", printable(profile.name))}${motto}`,
    context.paint(
      "dim",
      `${brief(context.nationAddress())} on ${chain.network.name} (chain ${chain.chainId}), ${dateOf(at)}`,
    ),
  ];
}

/** What there is to know of a nation, in a line for each institution. */
export async function overviewLines(context: Context): Promise<string[]> {
  const [overview, { network }] = await Promise.all([context.overview(), context.chain()]);
  const native = network.coin;
  const { citizenship, coin, stake, treasury, court, juryRoll, articles, provisions, profile, unreadable } = overview;
  const symbol = coin === undefined ? "" : printable(coin.symbol);
  return facts(
    [
      ["founded", dayOf(profile.foundedAt)],
      ["articles", articles.length === 0 ? "none" : `${counted(articles.length, "article")}: civitas constitution`],
      ["citizens", citizenship && citizensIn(citizenship, overview)],
      [
        "coin",
        coin &&
          `${civicOf(coin.supply, symbol)} of at most ${civicOf(coin.maxSupply, symbol)}; tax ${provisions.coin?.taxRate.text ?? "none"}`,
      ],
      ["stake", stake && `${civicOf(stake.total, symbol)} locked`],
      [
        "treasury",
        treasury &&
          `${civicOf(treasury.coin, symbol)} and ${nativeOf(treasury.native, native)}; ${civicOf(treasury.spendable, symbol)} may leave now; ${counted(treasury.budgets, "budget")}`,
      ],
      [
        "court",
        court && `${counted(court.cases, "case")} so far; ${counted(juryRoll?.jurors ?? 0n, "juror")} on the roll`,
      ],
      ["unknown", unreadable.length === 0 ? undefined : `${unreadable.join(", ")}: this software cannot read them`],
    ],
    context.width,
  );
}

function citizensIn({ count, opening, terms }: NonNullable<Overview["citizenship"]>, { at }: Overview): string {
  const state = opening.isClosed
    ? "; the nation was closed"
    : opening.isOpen
      ? ""
      : `; ${opening.foundersIn} of ${opening.founders} founding citizens are in, so it is not open yet`;
  const over = terms.ending.filter(({ until }) => until <= at).length;
  const soon = terms.ending.length - over;
  const renewals = terms.ending.length === 0 ? "" : `; ${counted(soon, "term")} end within 90 days, ${over} are over`;
  return `${count}${state}${renewals}`;
}

export const status = command({
  name: "status",
  group: "look",
  summary: "the state of the nation",
  example: "status",
  run: async (context) => {
    const overview = await context.overview();
    const { articles, profile, ...rest } = overview;
    const [header, lines] = await Promise.all([headerOf(context), overviewLines(context)]);
    const shown = Object.fromEntries(Object.entries(profile).filter(([key]) => key !== "flag"));
    return {
      data: {
        nation: context.nationAddress(),
        profile: { ...shown, foundedAt: moment.format(profile.foundedAt) },
        articles: articles.map(({ number, version, title }) => ({ number, version, title })),
        ...rest,
      },
      lines: [...header, "", ...lines],
    };
  },
});
