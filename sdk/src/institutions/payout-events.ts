import type { Connection } from "../core/directory";
import { someCitizen } from "./citizenship/units";
import { moneyChanger } from "./coin/money";

/** The units of the events that every institution with payouts has. */
export function payoutEventUnits(connection: Connection) {
  const { join } = moneyChanger(connection);
  const amount = (raw: bigint, { asset }: { readonly asset: string }) => join(asset, raw);
  return {
    "Credited.citizenId": someCitizen,
    "Credited.amount": amount,
    "Claimed.citizenId": someCitizen,
    "Claimed.amount": amount,
  } as const;
}
