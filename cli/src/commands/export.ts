import { writeFileSync } from "node:fs";
import { moment, type Money, type Moment, type NationClient } from "../../../sdk/src";
import type { Page, PageQuery } from "../../../sdk/src/core";
import { command } from "../command";
import { CommandError, usageError } from "../errors";
import { toCsv } from "../output/csv";
import { toJson } from "../output/json";
import { counted, listed } from "../output/text";

type Row = Readonly<Record<string, unknown>>;

const PAGE = 200;

const time = (at: Moment | bigint | undefined): string | undefined =>
  at === undefined ? undefined : moment.format(moment.from(at));

const amountOf = ({ coin, native, token, ...rest }: Money): Row => ({
  asset: coin !== undefined ? "coin" : native !== undefined ? "native" : token,
  amount: coin ?? native ?? ("amount" in rest ? rest.amount : undefined),
});

/** Every page of a list. */
async function whole<Item>(read: (query: PageQuery) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return items;
}

/** What can be exported, a row for each thing: amounts in base units, moments in UTC. */
const tables = {
  citizens: async (nation: NationClient) =>
    (await whole((query) => nation.citizenship.list(query))).map(({ id, holder, since, wakesAt, until, standing }) => ({
      id,
      holder,
      since: time(since),
      wakesAt: time(wakesAt),
      until: time(until),
      standing,
    })),
  applicants: async (nation: NationClient) =>
    (await whole((query) => nation.citizenship.applicants(query))).map((one) => ({
      account: one.account,
      requestedAt: one.kind === "request" ? time(one.requestedAt) : undefined,
      invitedUntil: one.kind === "invitation" ? time(one.until) : undefined,
    })),
  proposals: async (nation: NationClient) =>
    (await whole((query) => nation.governor.list(query))).map(
      ({ id, proposer, state, class: kind, opensAt, closesAt, executableAt, houses, description, calls }) => ({
        id: `0x${id.toString(16)}`,
        proposer,
        state,
        class: kind,
        opensAt: time(opensAt),
        closesAt: time(closesAt),
        executableAt: time(executableAt),
        for: houses.citizens.for,
        against: houses.citizens.against,
        abstain: houses.citizens.abstain,
        stakeFor: houses.stake.for,
        stakeAgainst: houses.stake.against,
        calls: calls.length,
        description,
      }),
    ),
  cases: async (nation: NationClient) =>
    (await whole((query) => nation.court.list(query))).map(
      ({ id, arbitrable, track, phase, endsAt, ruling, isFinal, rounds }) => ({
        id,
        arbitrable,
        track,
        phase,
        endsAt: time(endsAt),
        ruling,
        isFinal,
        rounds: rounds.length,
      }),
    ),
  agreements: async (nation: NationClient) =>
    (await whole((query) => nation.agreements.list(query))).map(({ id, opener, phase, terms }) => ({
      id,
      opener,
      phase,
      parties: terms.parties.map(({ account }) => account).join(" "),
      signBy: time(terms.signBy),
      until: time(terms.until),
      text: terms.text,
    })),
  budgets: async (nation: NationClient) =>
    (await whole((query) => nation.treasury.budgets(query))).map(
      ({ id, purpose, spender, citizenId, ceiling, spent, period, until }) => ({
        id,
        purpose,
        spender,
        citizenId,
        ...amountOf(ceiling),
        spent: amountOf(spent).amount,
        period,
        until: time(until),
      }),
    ),
  payments: async (nation: NationClient) =>
    (await whole((query) => nation.treasury.payments(query))).map(
      ({ to, amount, purpose, budgetId, spender, block, transaction }) => ({
        to,
        ...amountOf(amount),
        purpose,
        budgetId,
        spender,
        block,
        transaction,
      }),
    ),
} as const;

const readers: Readonly<Record<string, (nation: NationClient) => Promise<readonly Row[]>>> = tables;

const names = Object.keys(readers);

export const exportTable = command({
  name: "export",
  group: "tools",
  summary: "write a whole list of the nation's as CSV or JSON",
  details: "Amounts are whole numbers of base units, moments are in UTC.",
  arguments: { "<what>": names.join(", ") },
  options: {
    "--format <format>": "csv (if left out) or json",
    "--out <file>": "the file to write; the terminal if left out",
  },
  example: "export citizens --out citizens.csv",
  run: async (context, { what, format = context.flags.json === true ? "json" : "csv", out }) => {
    if (!names.includes(what))
      throw usageError(`"${what}" cannot be exported.`, `Choose one of ${listed(names, "or")}.`);
    if (format !== "csv" && format !== "json") throw usageError(`"${format}" is no format.`, "Write csv or json.");
    const nation = await context.nation();
    const rows = await context.questions.during("Reading", () => readers[what](nation));
    const text = format === "csv" ? toCsv(rows).join("\n") : toJson(rows);
    if (out === undefined) return { data: rows, lines: text === "" ? [] : [text] };
    try {
      writeFileSync(out, `${text}\n`);
    } catch (cause) {
      throw new CommandError(`${out} cannot be written.`, "Name another file.", { cause });
    }
    return { data: { file: out, rows: rows.length }, lines: [`${counted(rows.length, "row")} in ${out}`] };
  },
});
