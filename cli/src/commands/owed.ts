import { civic, wei, type Claimable, type Estimate, type NationClient, type NationError } from "../../../sdk/src";
import { toNationError, type FeeOverrides } from "../../../sdk/src/core";
import type { CourtClaimable } from "../../../sdk/src/institutions/court";
import type { DueDividend } from "../../../sdk/src/institutions/dividends";
import { agree, inMoney } from "../act";
import { transactionPage } from "../chain/chain";
import { command } from "../command";
import type { Context } from "../context";
import { feesOf } from "../input/fees";
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
async function claimDividends(
  nation: NationClient,
  dividends: readonly DueDividend[],
  fees: FeeOverrides,
): Promise<Share[]> {
  const shares: Share[] = [];
  for (const dividend of dividends) {
    const { epochId, citizenId, proposalId } = dividend;
    try {
      const participations = [{ citizenId, proposalId }];
      const { receipt } = await nation.dividends.claim.wait({ epochId, participations }, fees);
      shares.push({ dividend, hash: receipt.hash, reason: undefined });
    } catch (error) {
      shares.push({ dividend, hash: undefined, reason: toNationError(error) });
    }
  }
  return shares;
}

/** What is claimed of whom. */
interface Claims {
  readonly account: string;
  readonly debts: readonly Claimable[];
  readonly settling: CourtClaimable | undefined;
  readonly dividends: readonly DueDividend[];
}

/** What pays out, of an institution that still is one. */
interface Payer {
  readonly address: string;
  readonly claim?: NationClient["court"]["claim"];
  readonly claimForCitizen?: NationClient["court"]["claimForCitizen"];
}

/** Gas for a claim that cannot be tried, since what it claims is not settled yet. */
const CLAIM_GAS = 120_000n;

/** What claiming takes: each transaction is tried that can be tried before the others. */
async function costsOf(nation: NationClient, { account, debts, settling, dividends }: Claims) {
  const estimateOf = async ({ institution, address, citizenId, amount }: Claimable): Promise<Estimate | undefined> => {
    const payer = (nation as unknown as Readonly<Record<string, Payer | undefined>>)[institution];
    if (payer?.address !== address) return undefined;
    const asset = amount.native !== undefined ? "native" : amount.coin !== undefined ? "coin" : { token: amount.token };
    return citizenId === undefined
      ? payer.claim?.estimate({ asset, account })
      : payer.claimForCitizen?.estimate({ asset, citizenId });
  };
  // What the court owes already is claimed with what it is to settle.
  const isSettled = ({ institution, amount }: Claimable): boolean =>
    settling !== undefined && institution === "court" && amount.native !== undefined;
  const rest = debts.filter((debt) => !isSettled(debt));
  const attempts: readonly Promise<Estimate | undefined>[] = [
    ...rest.map(estimateOf),
    ...(settling?.rounds ?? []).map(({ caseId, round }) => nation.court.settle.estimate({ caseId, round })),
    ...(settling?.contributions ?? []).map(({ caseId, round, choice }) =>
      nation.court.settleContribution.estimate({ caseId, round, choice, contributor: account }),
    ),
    ...dividends.map(({ epochId, citizenId, proposalId }) =>
      nation.dividends.claim.estimate({ epochId, participations: [{ citizenId, proposalId }] }),
    ),
  ];
  // One that would fail keeps no other from being claimed.
  const found = await Promise.all(attempts.map((attempt) => attempt.catch(() => undefined)));
  const known = found.filter((one) => one !== undefined);
  const claims =
    settling === undefined
      ? 0
      : Number(settling.owed > 0n || settling.contributions.length > 0) +
        Number(settling.fees > 0n || settling.rounds.length > 0);
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);
  const untried = BigInt(found.length - known.length + claims) * CLAIM_GAS;
  const [first] = known;
  const gas = first === undefined ? 0n : sum(known.map((one) => one.gas)) + untried;
  const share = (amount: bigint, of: bigint): bigint => (of === 0n ? 0n : (amount * untried) / of);
  return {
    transactions: found.length + claims,
    gas,
    cost: wei.from(first === undefined ? 0n : sum(known.map(({ cost }) => cost)) + share(first.cost, first.gas)),
    maxCost: wei.from(
      first === undefined ? 0n : sum(known.map(({ maxCost }) => maxCost)) + share(first.maxCost, first.gas),
    ),
    fees: feesOf(first),
  };
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
    const settling = due > 0n ? unsettled : undefined;
    if (debts.length === 0 && due === 0n && dividends.length === 0)
      return { data: { paid: [], failed: [], dividends: [] }, lines: [`Nothing is owed to ${person.name}.`] };

    if ((await context.account()) === undefined) await context.signer();
    const costs = await context.questions.during("Trying it", async () =>
      costsOf(await context.nation(), { account: person.address, debts, settling, dividends }),
    );
    const plan = [
      context.paint("bold", `Have paid to ${person.name}`),
      ...debts.map((debt) => `  · ${lineOf(debt, symbols)}`),
      ...(due > 0n ? [`  · ${nativeOf(due, symbols.native)} by the court, which is settled first`] : []),
      ...dividends.map((dividend) => `  · ${dividendLine(dividend, symbols)}`),
      `  · in about ${counted(costs.transactions, "transaction")}`,
      ...(costs.gas === 0n
        ? []
        : [
            `  · costs about ${nativeOf(costs.cost, symbols.native)}${inMoney(context, costs.cost)} for all of them, at most ${nativeOf(costs.maxCost, symbols.native)}`,
          ]),
    ];
    if (context.flags.dryRun === true)
      return { data: { owed: debts, due, dividends, ...costs, sent: false }, lines: [...plan, "Nothing was sent."] };
    await context.signer();
    await agree(context, plan);
    const nation = await context.actingNation();
    const chain = await context.chain();
    const sent = (hash: string): string => context.paint("dim", `  ${transactionPage(chain, hash) ?? hash}`);
    const { fees } = costs;
    const steps: string[] = [];
    const onStep = ({ hash }: { readonly hash: string }): void => {
      steps.push(hash);
      context.say(context.paint("dim", `Sent: ${transactionPage(chain, hash) ?? hash}`));
    };
    const settled = due > 0n ? await nation.court.claimAll({ account: person.address, ...fees, onStep }) : undefined;
    const byCourt = wei.from((settled?.owed ?? 0n) + (settled?.fees ?? 0n));
    const { paid, failed } = await nation.claimAll({ account: person.address, ...fees });
    const shares = await claimDividends(nation, dividends, fees);
    const refused = shares.filter(({ reason }) => reason !== undefined);
    return {
      data: {
        paid,
        failed: failed.map(({ reason, ...one }) => ({ ...one, reason: reason.message })),
        settled: byCourt,
        steps,
        dividends: shares.map(({ dividend, hash, reason }) => ({ ...dividend, hash, reason: reason?.message })),
      },
      lines: [
        ...(due > 0n
          ? [`${context.paint("green", "✓")} The court settled and paid ${nativeOf(byCourt, symbols.native)}.`]
          : []),
        ...paid.flatMap((one) => [`${context.paint("green", "✓")} Paid: ${lineOf(one, symbols)}`, sent(one.hash)]),
        ...failed.map(
          (one) => `${context.paint("red", "✗")} Stays owed: ${lineOf(one, symbols)}. ${one.reason.advice}`,
        ),
        ...shares.flatMap(({ dividend, hash, reason }) =>
          reason === undefined
            ? [`${context.paint("green", "✓")} Paid: ${dividendLine(dividend, symbols)}`, sent(hash!)]
            : [`${context.paint("red", "✗")} Stays owed: ${dividendLine(dividend, symbols)}. ${reason.advice}`],
        ),
      ],
      ...(failed.length + refused.length > 0 && { exit: 6 }),
    };
  },
});
