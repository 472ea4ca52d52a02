import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Treasury__factory } from "../../generated/contracts";
import type { BudgetViewStructOutput } from "../../generated/contracts/Treasury";
import { NameBook } from "../../words/names";
import { moneyMessage } from "../../words/values";
import { budgetId as budgetUnit } from "./units";

/** What the treasury tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.treasury", {
  spend: "You can spend {amount} of budget {budgetId} now, until {until}.",
});

const step = stepsOf("treasury", nextSentences);

/** So many of the newest budgets are looked at. */
const NEWEST = 100;

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const { runner, directory, nation } = connection;
  const provider = providerOf(runner);
  const address = addressOf(connection, "treasury");
  const contract = Treasury__factory.connect(address, runner);
  const encodeRead = readEncoder(contract, address);
  const [{ values: counted }, citizenId] = await Promise.all([
    multicall(provider, [encodeRead(contract.budgetCount, [], Number)]),
    citizen,
  ]);
  const [count] = counted;
  if (count === 0) return { steps: [] };
  const ids = Array.from({ length: Math.min(NEWEST, count) }, (_, index) => BigInt(count - index));
  const [{ values: budgets, at }, { values: available }] = await Promise.all([
    multicallEach(
      provider,
      ids.map((id) => encodeRead(contract.budget, [id], (budget) => budget)),
    ),
    multicallEach(
      provider,
      ids.map((id) => encodeRead(contract.availableOf, [id], (amount) => amount)),
    ),
  ]);
  const book = new NameBook({ directory: { ...directory, nation } });
  const steps = ids.flatMap((id, index) => {
    const [budget, left] = [budgets[index], available[index]];
    if (!budget.success || !left.success || left.value === 0n) return [];
    const { spender, citizenId: spenderId, asset, until } = budget.value as BudgetViewStructOutput;
    const isOwn = spenderId === 0n ? spender.toLowerCase() === account.toLowerCase() : spenderId === citizenId;
    if (!isOwn || until <= at) return [];
    const ends = moment.from(until);
    const amount = moneyMessage(asset, left.value as bigint, book);
    const args = { budgetId: id, amount, until: moment.format(ends) };
    return [step("spend", { kind: "can", act: "spend", params: { budgetId: budgetUnit.from(id) }, until: ends, args })];
  });
  return { steps, isPartial: count > NEWEST };
}
