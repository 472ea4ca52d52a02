import { civic, wei, type Claimable, type NationClient, type NationError } from "../../../sdk/src";
import { toNationError } from "../../../sdk/src/core";
import type { DueDividend } from "../../../sdk/src/institutions/dividends";
import { agree } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { personOf } from "../input/people";
import { civicOf, moneyOf, nativeOf } from "../output/money";
import { counted, inWords } from "../output/text";

/** What is owed to somebody, what the court will owe once rounds are settled, and the dividends that a citizen can claim. */
async function read(context: Context, who: string) {
  const [person, nation] = await Promise.all([personOf(context, who), context.nation()]);
  const { court, dividends: shared } = await context.overview();
  const { address: account, citizenId } = person;
  const [owed, unsettled, dividends] = await Promise.all([
    nation.claimable({ account }),
    court === undefined ? undefined : nation.court.claimable({ account }),
    shared === undefined || citizenId === undefined ? [] : nation.dividends.due({ citizenId }),
  ]);
  const due = unsettled === undefined ? wei.from(0n) : wei.from(unsettled.total - unsettled.owed - unsettled.fees);
  return { person, nation, owed, unsettled, due, dividends };
}

const lineOf = ({ institution, citizenId, amount }: Claimable, symbols: { civic: string; native: string }): string =>
  `${moneyOf(amount, symbols)} by the ${inWords(institution)}${citizenId === undefined ? "" : `, as citizen ${citizenId}`}`;

/** A dividend that was claimed, and why not if it stays owed. */
interface Share {
  readonly dividend: DueDividend;
  readonly hash: string | undefined;
  readonly reason: NationError | undefined;
}

const dividendLine = ({ epochId, citizenId, byHead, byStake }: DueDividend, symbols: { civic: string }): string =>
  `${civicOf(civic.from(byHead + byStake), symbols.civic)} by the dividends of epoch ${epochId}, as citizen ${citizenId}`;

export const owed = command({
  name: "owed",
  group: "money",
  summary: "what the nation's institutions owe somebody",
  arguments: { "[who]": "a citizen or an account; you if left out" },
  example: "owed",
  run: async (context, { who = "me" }) => {
    const [{ person, owed: debts, unsettled, due, dividends }, symbols] = await Promise.all([
      read(context, who),
      context.symbols(),
    ]);
    const lines = [
      ...debts.map((debt) => `  ${lineOf(debt, symbols)}`),
      ...dividends.map((dividend) => `  ${dividendLine(dividend, symbols)}`),
    ];
    if (due > 0n) lines.push(`  ${nativeOf(due, symbols.native)} by the court, once its cases are settled`);
    return {
      data: {
        account: person.address,
        owed: debts,
        unsettled: unsettled && { rounds: unsettled.rounds, contributions: unsettled.contributions },
        dividends,
      },
      lines:
        lines.length === 0
          ? [`Nothing is owed to ${person.name}.`]
          : [
              context.paint("bold", `Owed to ${person.name}`),
              ...lines,
              "",
              `It is paid by: civitas claim${who === "me" ? "" : ` ${who}`}`,
            ],
    };
  },
});

/** Claims one epoch after another. One that fails keeps no other from being claimed. */
async function claimDividends(nation: NationClient, dividends: readonly DueDividend[]): Promise<Share[]> {
  const shares: Share[] = [];
  for (const dividend of dividends) {
    const { epochId, citizenId, proposalId } = dividend;
    try {
      const { receipt } = await nation.dividends.claim.wait({ epochId, participations: [{ citizenId, proposalId }] });
      shares.push({ dividend, hash: receipt.hash, reason: undefined });
    } catch (error) {
      shares.push({ dividend, hash: undefined, reason: toNationError(error) });
    }
  }
  return shares;
}

export const claim = command({
  name: "claim",
  group: "money",
  summary: "have all paid that the nation's institutions owe somebody",
  details:
    "The money goes to the creditor alone, whoever claims it. Rounds of the court are settled first, and dividends are claimed as well.",
  arguments: { "[who]": "a citizen or an account; you if left out" },
  example: "claim",
  run: async (context, { who = "me" }) => {
    const [{ person, owed: debts, unsettled, due, dividends }, symbols] = await Promise.all([
      read(context, who),
      context.symbols(),
    ]);
    const settlements = due > 0n ? [...(unsettled?.rounds ?? [])] : [];
    const contributions = due > 0n ? [...(unsettled?.contributions ?? [])] : [];
    if (debts.length === 0 && due === 0n && dividends.length === 0)
      return { data: { paid: [], failed: [], dividends: [] }, lines: [`Nothing is owed to ${person.name}.`] };

    const transactions = debts.length + settlements.length + contributions.length + dividends.length;
    const plan = [
      context.paint("bold", `Have paid to ${person.name}`),
      ...debts.map((debt) => `  · ${lineOf(debt, symbols)}`),
      ...(due > 0n ? [`  · ${nativeOf(due, symbols.native)} by the court, which is settled first`] : []),
      ...dividends.map((dividend) => `  · ${dividendLine(dividend, symbols)}`),
      `  · in about ${counted(transactions, "transaction")}`,
    ];
    if (context.flags.dryRun === true)
      return { data: { owed: debts, due, dividends, sent: false }, lines: [...plan, "Nothing was sent."] };
    await context.signer();
    await agree(context, plan);
    const nation = await context.actingNation();
    if (due > 0n) await nation.court.claimAll({ account: person.address });
    const { paid, failed } = await nation.claimAll({ account: person.address });
    const shares = await claimDividends(nation, dividends);
    const refused = shares.filter(({ reason }) => reason !== undefined);
    return {
      data: {
        paid,
        failed: failed.map(({ reason, ...one }) => ({ ...one, reason: reason.message })),
        settled: due,
        dividends: shares.map(({ dividend, hash, reason }) => ({ ...dividend, hash, reason: reason?.message })),
      },
      lines: [
        ...(due > 0n
          ? [`${context.paint("green", "✓")} The court settled and paid ${nativeOf(due, symbols.native)}.`]
          : []),
        ...paid.map((one) => `${context.paint("green", "✓")} Paid: ${lineOf(one, symbols)}`),
        ...failed.map(
          (one) => `${context.paint("red", "✗")} Stays owed: ${lineOf(one, symbols)}. ${one.reason.advice}`,
        ),
        ...shares.map(({ dividend, reason }) =>
          reason === undefined
            ? `${context.paint("green", "✓")} Paid: ${dividendLine(dividend, symbols)}`
            : `${context.paint("red", "✗")} Stays owed: ${dividendLine(dividend, symbols)}. ${reason.advice}`,
        ),
      ],
      ...(failed.length + refused.length > 0 && { exit: 6 }),
    };
  },
});
