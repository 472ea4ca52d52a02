import type { Action, Area } from "./actions/action";
import { ROLLS } from "./actions/draws";
import { DEPTHS, scaledActions, SIZES } from "./actions/scaling";
import { arithmeticOf } from "./lower-bound";
import type { ActRecord, Figure, GasRecord } from "./record";

const digits = (value: number): string => Math.round(value).toLocaleString("en-US");
const figure = ({ gas, newSlots }: Figure, count = 1): string => `${digits(gas / count)} (${digits(newSlots / count)})`;
const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;
const head = (...cells: string[]): string =>
  [row(...cells), row(...cells.map((_, index) => (index === 0 ? "---" : "---:")))].join("\n");

interface Missed {
  readonly action: Action;
  readonly act: ActRecord;
  readonly by: string;
}

/** How far an act is above its target; nothing if it meets it. */
export function missOf({ target = {}, count = 1 }: Action, act: ActRecord): string | undefined {
  const gas =
    target.gas ?? (target.percentOfBaseline && act.baseline && (act.baseline.gas * target.percentOfBaseline) / 100);
  if (gas !== undefined && act.gas / count > gas) return `${digits(act.gas / count - gas)} gas above ${digits(gas)}`;
  if (target.newSlots !== undefined && act.newSlots / count > target.newSlots) {
    return `${act.newSlots / count - target.newSlots} new slots above ${target.newSlots}`;
  }
  return undefined;
}

function targetOf({ target }: Action, missed: boolean): string {
  if (target === undefined) return "";
  const gas = [
    target.gas && `≤ ${digits(target.gas)}`,
    target.percentOfBaseline && `≤ ${target.percentOfBaseline} % of OZ`,
  ].filter(Boolean);
  const slots = target.newSlots === undefined ? [] : [`(≤ ${target.newSlots})`];
  return `${[...gas, ...slots].join(" ")} ${missed ? "**missed**" : "met"}`;
}

function actRow(action: Action, act: ActRecord): string {
  const count = action.count ?? 1;
  const { baseline } = act;
  const baselineCount = action.baselineCount ?? count;
  return row(
    action.title,
    figure(act, count),
    baseline ? figure(baseline, baselineCount) : "",
    baseline ? `${Math.round((act.gas / count / (baseline.gas / baselineCount)) * 100)} %` : "",
    digits(act.lowerBound / count),
    `${Math.round((act.gas / act.lowerBound - 1) * 100)} %`,
    targetOf(action, missOf(action, act) !== undefined),
  );
}

/** The document that shows the record. */
export function render({ acts, scaling, depth, draws }: GasRecord, areas: readonly Area[]): string {
  const missed: Missed[] = [];
  for (const action of areas.flatMap(({ actions }) => actions)) {
    const by = missOf(action, acts[action.id]);
    if (by !== undefined) missed.push({ action, act: acts[action.id], by });
  }

  const tables = areas.map(({ title, actions }) => {
    const notes = actions.filter(({ note }) => note !== undefined).map((action) => `- ${action.title}: ${action.note}`);
    return [
      `## ${title}`,
      [
        head("act", "gas (new slots)", "OpenZeppelin", "ratio", "lower bound", "above", "target"),
        ...actions.map((action) => actRow(action, acts[action.id])),
      ].join("\n"),
      notes.join("\n"),
    ].join("\n\n");
  });

  const misses = missed.map(
    ({ action, act, by }) =>
      `- **${action.title}**: ${by}. Lower bound of the transaction, ${digits(act.lowerBound)}: ` +
      `${arithmeticOf(action.accesses, act.lowerBound)}.${action.note ? ` ${action.note}` : ""}`,
  );

  const titles = new Map(scaledActions.map(({ id, title, count }) => [id, { title, count }]));
  const grown = Object.entries(scaling).map(([id, figures]) =>
    row(titles.get(id)?.title ?? id, ...figures.map((each) => figure(each, titles.get(id)?.count))),
  );

  const { three, five, eleven } = draws;
  const seats = ROLLS.map((_, index) => (five[index].gas - three[index].gas) / 2);
  const met = (figures: readonly number[], most: number) =>
    `≤ ${digits(most)} ${figures.every((gas) => gas <= most) ? "met" : "**missed**"}`;

  return `# What each act costs

Written by \`npm run bench\` from \`bench/gas.json\`; \`npm run bench -- --check\` fails when any figure is worse than there.
Do not edit.

Every figure is the \`gasUsed\` of a transaction that is alone in its block, on Hardhat's embedded chain under the rules of
Osaka: 21,000, the data, the execution, less refunds. Beside it, in brackets, is the number of **new slots**: storage that was
zero before and is not afterwards, counted in the trace by the stores that are charged for filling an empty slot. Keys, moments
and signatures are the same in every run, so that gas is, too, and the check is exact.

- **OpenZeppelin**: the same act on OpenZeppelin's contracts alone (\`bench/contracts\`), compiled in the same run by the same
  compiler, with the same people in them. Where our act takes two transactions and OpenZeppelin's one, the row that compares
  them shows the sum of both.
- **lower bound**: what any code would pay: 21,000 for each transaction, the data sent, the events emitted, and the slots,
  accounts and signatures that the best layout we know of must access, less the refunds for slots that it empties. The prices
  are in \`bench/measure.ts\`, the accesses of each act in \`bench/actions\`. The rest above the lower bound is computation, and
  accesses that a better layout might save.
- **at most**, **at least**: the same act in the states of the chain in which it costs most and least.
- Batches are shown for each of their parts.

The nation has 300 citizens, of whom 110 have stake. All balances are above zero before and after unless the act says otherwise.

${tables.join("\n\n")}

## Targets missed

${misses.length === 0 ? "None." : misses.join("\n")}

## Scaling

The same acts in a nation of so many citizens. The first 1,000 were admitted by signed requests. The others were written into
the register's storage, as admissions a minute apart would have left it, and read back through the register.

${[head("act", ...SIZES.map((size) => `${digits(size)} citizens`)), ...grown].join("\n")}

## Rolls of all sizes

What drawing a panel costs with so many positions on the roll. Those of the first one enrolled; of the others the size, and the
positions that the draw looks at, were written into the roll's storage, as enrolments would have left them. What five cost beyond
three is the price of two seats. Eleven sit on appeal: they fill a second slot of seats. The block's hash is one by which no
position is looked at twice: each further look costs 400 to 2,600.

${[
  head("draw", ...ROLLS.map((count) => `${digits(count)} jurors`), "target"),
  row(
    "a panel of three",
    ...three.map((each) => figure(each)),
    met(
      three.map(({ gas }) => gas),
      120_000,
    ),
  ),
  row("a panel of five", ...five.map((each) => figure(each)), ""),
  row("a panel of eleven, on appeal", ...eleven.map((each) => figure(each)), ""),
  row("each further seat", ...seats.map(digits), met(seats, 10_000)),
].join("\n")}

## Checkpoints

Late acts of a vote, after so many changes since it began. Past values are searched for among checkpoints: a thousand changes
cost ten to twenty-five reads more, and a million would cost twice that. So nobody can make a vote too expensive to finish.

${[
  head("act", ...DEPTHS.map((count) => `${digits(count)} changes`)),
  ...Object.entries(depth).map(([title, figures]) => row(title, ...figures.map((each) => figure(each)))),
].join("\n")}
`;
}
