import type { Connection } from "../../core/directory";
import { provisionEventUnits } from "../../core/provisions";
import { moment, seconds, wei } from "../../core/units";
import { someCitizen } from "../citizenship/units";
import { moneyChanger } from "../coin/money";
import type { TreasuryProvisions } from "./provisions";
import { budgetId } from "./units";

/** The units of the treasury's events. */
export function treasuryEventUnits(connection: Connection) {
  const { join } = moneyChanger(connection);
  const amount = (raw: bigint, { asset }: { readonly asset: string }) => join(asset, raw);
  return {
    ...provisionEventUnits<TreasuryProvisions>(),
    budgetId: budgetId.from,
    citizenId: someCitizen,
    ceiling: amount,
    amount,
    balance: amount,
    "Received.amount": wei.from,
    "Received.balance": wei.from,
    period: seconds.from,
    until: moment.from,
    oldUntil: moment.from,
  } as const;
}

/** The units of the treasury's events. */
export type TreasuryEventUnits = ReturnType<typeof treasuryEventUnits>;
