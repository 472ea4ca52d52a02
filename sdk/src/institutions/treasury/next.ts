import { addressOf } from "../../core/directory";
import { catalogue } from "../../core/messages";
import { stepsOf, type NextPart, type NextQuery } from "../../core/next";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { moment, wei } from "../../core/units";
import { providerOf } from "../../core/write";
import { Treasury__factory } from "../../generated/contracts";
import type { BudgetViewStructOutput } from "../../generated/contracts/Treasury";
import { moneyChanger, type Money } from "../coin/money";
import { civic } from "../coin/units";
import { budgetId as budgetUnit } from "./units";

/** What the treasury tells people to do. */
export const nextSentences = /* @__PURE__ */ catalogue("next.treasury", {
  spendCoin: "You can spend {amount} civic coin of budget {budgetId} now. It ends {until}.",
  spendNative: "You can spend {amount} native coin of budget {budgetId} now. It ends {until}.",
  spendToken: "You can spend {amount} base units of the token {token} of budget {budgetId} now. It ends {until}.",
});

const step = stepsOf("treasury", nextSentences);

/** So many of the newest budgets are looked at. */
const NEWEST = 100;

export async function nextOf({ connection, account, citizen }: NextQuery): Promise<NextPart> {
  const { runner } = connection;
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
  const { join } = moneyChanger(connection);
  const steps = ids.flatMap((id, index) => {
    const [budget, left] = [budgets[index], available[index]];
    if (!budget.success || !left.success || left.value === 0n) return [];
    const { spender, citizenId: spenderId, asset, until } = budget.value as BudgetViewStructOutput;
    const isOwn = spenderId === 0n ? spender.toLowerCase() === account.toLowerCase() : spenderId === citizenId;
    if (!isOwn || until <= at) return [];
    const ends = moment.from(until);
    const { key, args } = saidOf(join(asset, left.value as bigint));
    const params = { budgetId: budgetUnit.from(id) };
    const told = { ...args, budgetId: id, until: moment.format(ends) };
    return [step(key, { kind: "can", act: "spend", params, until: ends, args: told })];
  });
  return { steps, isPartial: count > NEWEST };
}

/** How an amount is said. */
function saidOf(amount: Money): { readonly key: string; readonly args: Readonly<Record<string, string>> } {
  if (amount.coin !== undefined) return { key: "spendCoin", args: { amount: civic.format(amount.coin) } };
  if (amount.native !== undefined) return { key: "spendNative", args: { amount: wei.format(amount.native) } };
  return { key: "spendToken", args: { amount: String(amount.amount), token: amount.token } };
}
