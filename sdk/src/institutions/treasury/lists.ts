import { toBeHex } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type EventLocation } from "../../core/events";
import { topicOf } from "../../core/evidence";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, isAccount, pageOfNumbers, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder } from "../../core/reader";
import { moment, seconds } from "../../core/units";
import { providerOf } from "../../core/write";
import type { Treasury } from "../../generated/contracts";
import type { BudgetViewStructOutput } from "../../generated/contracts/Treasury";
import { someCitizen } from "../citizenship/units";
import type { MoneyChanger } from "../coin/money";
import { treasuryEventUnits } from "./events";
import type { Budget, BudgetQuery, Payment, PaymentQuery } from "./types";
import { budgetId as budgetUnit, type BudgetId } from "./units";

/** Who reads, and what. */
export interface TreasuryReader {
  readonly connection: Connection;
  readonly contract: Treasury;
  readonly money: MoneyChanger;
}

/** A budget, in the SDK's units. */
export const budgetFrom = (id: BudgetId, raw: BudgetViewStructOutput, { join }: MoneyChanger): Budget => ({
  id,
  purpose: raw.purpose,
  spender: raw.spender,
  citizenId: someCitizen(raw.citizenId),
  ceiling: join(raw.asset, raw.ceiling),
  spent: join(raw.asset, raw.spent),
  period: seconds.from(raw.period),
  periodSince: moment.from(raw.periodSince),
  until: moment.from(raw.until),
});

/** A page of budgets, the one opened last first. */
export function listBudgets(
  { connection, contract, money }: TreasuryReader,
  query: BudgetQuery & PageQuery,
): Promise<Page<Budget>> {
  const encodeRead = readEncoder(contract, addressOf(connection, "treasury"));
  return pageOfNumbers(
    {
      list: "budgets",
      atOnce: 100,
      count: () => contract.budgetCount(),
      read: async (ids) => {
        const { values, at } = await multicallEach(
          providerOf(connection.runner),
          ids.map((id) => encodeRead(contract.budget, [id], (raw) => budgetFrom(budgetUnit.from(id), raw, money))),
        );
        return ids.map((id, index) =>
          entryOf(id, [values[index]], ([found]) => {
            const budget = found as Budget;
            const isMeant =
              isAccount(query.spender, budget.spender) &&
              (query.citizenId === undefined || query.citizenId === budget.citizenId) &&
              (query.isOver === undefined || query.isOver === budget.until <= at);
            return isMeant ? budget : undefined;
          }),
        );
      },
    },
    query,
  );
}

/** A page of payments, the newest first. */
export function listPayments(
  { connection, contract }: TreasuryReader,
  { to, budgetId, ...query }: PaymentQuery & PageQuery,
): Promise<Page<Payment>> {
  const { runner, nation } = connection;
  const address = addressOf(connection, "treasury");
  const { Paid, BudgetSpent } = eventsOf(contract, connection, treasuryEventUnits(connection));
  const toTopic = to === undefined ? null : topicOf(to);
  const budget = budgetId === undefined ? null : toBeHex(budgetId, 32);
  const paid = { address, topics: [contract.filters.Paid.fragment.topicHash, null, toTopic] };
  const spent = { address, topics: [contract.filters.BudgetSpent.fragment.topicHash, budget, null, toTopic] };
  return pageOfLogs<Payment, Payment>(
    {
      list: "payments",
      looking: { provider: providerOf(runner), nation },
      filters: budget === null ? [paid, spent] : [spent],
      find: (log) => {
        const found = Paid.decode(log);
        if (found !== undefined) {
          const { to: receiver, amount, purpose, isConstitutional } = found;
          return {
            spender: undefined,
            budgetId: undefined,
            to: receiver,
            amount,
            purpose,
            isConstitutional,
            ...placeOf(found),
          };
        }
        const spending = BudgetSpent.decode(log);
        if (spending === undefined) return undefined;
        const { spender, budgetId: from, to: receiver, amount, note } = spending;
        return {
          spender,
          budgetId: from,
          to: receiver,
          amount,
          purpose: note,
          isConstitutional: false,
          ...placeOf(spending),
        };
      },
      read: (found) => Promise.resolve(found.map((item) => ({ item }))),
    },
    query,
  );
}

const placeOf = ({ block, transaction, logIndex }: EventLocation): EventLocation => ({ block, transaction, logIndex });
