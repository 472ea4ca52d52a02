import { seconds } from "../../../sdk/src";
import { budgetId as budgetUnit, type Outflow } from "../../../sdk/src/institutions/treasury";
import { act, doing } from "../act";
import { command } from "../command";
import { personOf } from "../input/people";
import { moneyIn, numberIn } from "../input/quantities";
import { facts, table } from "../output/layout";
import { moneyOf, type Symbols } from "../output/money";
import { printable } from "../output/text";
import { dayOf } from "../output/time";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

export const treasury = command({
  name: "treasury",
  group: "money",
  summary: "what the treasury holds, what may leave, and whom it paid",
  options: PAGE_OPTIONS,
  example: "treasury",
  run: async (context, { limit, after }) => {
    const [nation, symbols] = await Promise.all([context.nation(), context.symbols()]);
    const [coin, native, payments] = await Promise.all([
      nation.treasury.outflowOf({ asset: "coin" }),
      nation.treasury.outflowOf({ asset: "native" }),
      nation.treasury.payments(pageIn({ limit, after })),
    ]);
    const rows = payments.items.map(({ to, amount, purpose, budgetId }) => [
      moneyOf(amount, symbols),
      to,
      `${budgetId === undefined ? "" : `budget ${budgetId}: `}${printable(purpose)}`,
    ]);
    return {
      data: { address: nation.treasury.address, coin, native, payments: payments.items, next: payments.cursor },
      lines: [
        context.paint("bold", "The treasury"),
        ...facts(
          [
            ["coin", outflowText(coin, symbols)],
            ["native", outflowText(native, symbols)],
            ["address", nation.treasury.address],
          ],
          context.width,
        ),
        "",
        ...(rows.length === 0
          ? ["It has paid nobody yet."]
          : table(
              [
                { title: "Paid", align: "right" },
                { title: "To", shrinks: false },
                { title: "For", shrinks: true },
              ],
              rows.map(([paid, to, what]) => [paid, `${to.slice(0, 6)}…${to.slice(-4)}`, what]),
              context.width,
            )),
        ...more(payments),
      ],
    };
  },
});

const outflowText = ({ balance, available, left }: Outflow, symbols: Symbols): string =>
  `${moneyOf(balance, symbols)}; ${moneyOf(available, symbols)} may leave now, ${moneyOf(left, symbols)} left within 30 days`;

export const budgets = command({
  name: "budgets list",
  group: "money",
  summary: "who may spend what of the treasury",
  options: PAGE_OPTIONS,
  example: "budgets list",
  run: async (context, { limit, after }) => {
    const [nation, symbols, now] = await Promise.all([context.nation(), context.symbols(), context.now()]);
    const page = await nation.treasury.budgets(pageIn({ limit, after }));
    const rows = await Promise.all(
      page.items.map(async (budget) => {
        const available = await nation.treasury.availableOf({ budgetId: budget.id });
        return { ...budget, available };
      }),
    );
    return {
      data: { budgets: rows, next: page.cursor },
      lines:
        rows.length === 0
          ? ["There are no budgets."]
          : [
              ...table(
                [
                  { title: "No", align: "right" },
                  { title: "Spender" },
                  { title: "May spend now", align: "right" },
                  { title: "Until" },
                  { title: "For", shrinks: true },
                ],
                rows.map(({ id, spender, citizenId, available, ceiling, period, until, purpose }) => [
                  String(id),
                  citizenId === undefined ? `${spender.slice(0, 6)}…${spender.slice(-4)}` : `citizen ${citizenId}`,
                  until <= now ? "over" : moneyOf(available, symbols),
                  dayOf(until),
                  `${printable(purpose)} (${moneyOf(ceiling, symbols)} every ${seconds.format(period)})`,
                ]),
                context.width,
              ),
              ...more(page),
            ],
    };
  },
});

export const spend = command({
  name: "budgets spend",
  group: "money",
  summary: "spend from a budget (its spender's)",
  arguments: {
    "<budget>": "its number",
    "<who>": "who is paid",
    "<amount>": 'civic coin as "30", native coin as "0.1 native"',
    "<note>": "what for",
  },
  example: 'budgets spend 1 4 30 "A wall for the garden"',
  run: async (context, { budget, who, amount: text, note }) => {
    const budgetId = budgetUnit.from(BigInt(numberIn(budget, "budgets")));
    const amount = moneyIn(text);
    const [nation, person, symbols] = await Promise.all([context.nation(), personOf(context, who), context.symbols()]);
    const [{ purpose }, available] = await Promise.all([
      nation.treasury.budget({ budgetId }),
      nation.treasury.availableOf({ budgetId }),
    ]);
    return act(context, {
      title: `Pay ${moneyOf(amount, symbols)} to ${person.name} from budget ${budgetId}`,
      effects: [
        `The budget is for: ${printable(purpose)}. ${moneyOf(available, symbols)} can be spent now.`,
        `Everybody reads the note: ${printable(note)}`,
      ],
      act: (on) => doing(on.treasury.spend, { budgetId, to: person.address, amount, note }),
      done: (result) => [
        `${moneyOf(result.amount, symbols)} were paid; the treasury holds ${moneyOf(result.balance, symbols)}.`,
      ],
    });
  },
});
