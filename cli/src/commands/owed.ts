import { wei, type Claimable } from "../../../sdk/src";
import { agree } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { personOf } from "../input/people";
import { moneyOf, nativeOf } from "../output/money";
import { counted, inWords } from "../output/text";

/** What is owed to somebody, and what the court will owe once rounds are settled. */
async function read(context: Context, who: string) {
  const [person, nation] = await Promise.all([personOf(context, who), context.nation()]);
  const { court } = await context.overview();
  const [owed, unsettled] = await Promise.all([
    nation.claimable({ account: person.address }),
    court === undefined ? undefined : nation.court.claimable({ account: person.address }),
  ]);
  const due = unsettled === undefined ? wei.from(0n) : wei.from(unsettled.total - unsettled.owed - unsettled.fees);
  return { person, nation, owed, unsettled, due };
}

const lineOf = ({ institution, citizenId, amount }: Claimable, symbols: { civic: string; native: string }): string =>
  `${moneyOf(amount, symbols)} by the ${inWords(institution)}${citizenId === undefined ? "" : `, as citizen ${citizenId}`}`;

export const owed = command({
  name: "owed",
  group: "money",
  summary: "what the nation's institutions owe somebody",
  arguments: { "[who]": "a citizen or an account; you if left out" },
  example: "owed",
  run: async (context, { who = "me" }) => {
    const [{ person, owed: debts, unsettled, due }, symbols] = await Promise.all([
      read(context, who),
      context.symbols(),
    ]);
    const lines = debts.map((debt) => `  ${lineOf(debt, symbols)}`);
    if (due > 0n) lines.push(`  ${nativeOf(due, symbols.native)} by the court, once its cases are settled`);
    return {
      data: {
        account: person.address,
        owed: debts,
        unsettled: unsettled && { rounds: unsettled.rounds, contributions: unsettled.contributions },
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

export const claim = command({
  name: "claim",
  group: "money",
  summary: "have all paid that the nation's institutions owe somebody",
  details: "The money goes to the creditor alone, whoever claims it. Rounds of the court are settled first.",
  arguments: { "[who]": "a citizen or an account; you if left out" },
  example: "claim",
  run: async (context, { who = "me" }) => {
    const [{ person, owed: debts, unsettled, due }, symbols] = await Promise.all([
      read(context, who),
      context.symbols(),
    ]);
    const settlements = due > 0n ? [...(unsettled?.rounds ?? [])] : [];
    const contributions = due > 0n ? [...(unsettled?.contributions ?? [])] : [];
    if (debts.length === 0 && due === 0n)
      return { data: { paid: [], failed: [] }, lines: [`Nothing is owed to ${person.name}.`] };

    const transactions = debts.length + settlements.length + contributions.length;
    const plan = [
      context.paint("bold", `Have paid to ${person.name}`),
      ...debts.map((debt) => `  · ${lineOf(debt, symbols)}`),
      ...(due > 0n ? [`  · ${nativeOf(due, symbols.native)} by the court, which is settled first`] : []),
      `  · in about ${counted(transactions, "transaction")}`,
    ];
    if (context.flags.dryRun === true)
      return { data: { owed: debts, due, sent: false }, lines: [...plan, "Nothing was sent."] };
    await context.signer();
    await agree(context, plan);
    const nation = await context.actingNation();
    if (due > 0n) await nation.court.claimAll({ account: person.address });
    const { paid, failed } = await nation.claimAll({ account: person.address });
    return {
      data: { paid, failed: failed.map(({ reason, ...one }) => ({ ...one, reason: reason.message })), settled: due },
      lines: [
        ...(due > 0n
          ? [`${context.paint("green", "✓")} The court settled and paid ${nativeOf(due, symbols.native)}.`]
          : []),
        ...paid.map((one) => `${context.paint("green", "✓")} Paid: ${lineOf(one, symbols)}`),
        ...failed.map(
          (one) => `${context.paint("red", "✗")} Stays owed: ${lineOf(one, symbols)}. ${one.reason.advice}`,
        ),
      ],
      ...(failed.length > 0 && { exit: 6 }),
    };
  },
});
