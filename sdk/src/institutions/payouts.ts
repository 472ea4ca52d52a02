import type { Address } from "../core/address";
import type { Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { writer, type ReceiptEvents, type Write } from "../core/write";
import { IPayouts__factory, type IPayouts } from "../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "./citizenship/units";
import { moneyChanger, type Asset, type Money } from "./coin/money";

/** An account that can be owed money. */
export interface AccountCreditor {
  /** Native coin if left out. */
  readonly asset?: Asset;
  readonly account: Address;
}

/** A citizen who can be owed money. */
export interface CitizenCreditor {
  /** Native coin if left out. */
  readonly asset?: Asset;
  readonly citizenId: CitizenId;
}

/** Money that was paid. */
export interface PaidOut {
  readonly to: Address;
  /** The citizen whom it was owed to; undefined if it was owed to the account. */
  readonly citizenId: CitizenId | undefined;
  readonly amount: Money;
}

/** What an institution owes, and how it is claimed: alike at every institution that owes. */
export interface Payouts {
  /** What an account is owed. */
  owedTo(creditor: AccountCreditor): Promise<Money>;
  /** What a citizen is owed. */
  owedToCitizen(creditor: CitizenCreditor): Promise<Money>;
  /** Pays an account what it is owed. Anyone's. */
  readonly claim: Write<AccountCreditor, PaidOut, bigint>;
  /** Pays what a citizen is owed, at the present account of whoever holds the citizenship, or held it last. Anyone's. */
  readonly claimForCitizen: Write<CitizenCreditor, PaidOut, bigint>;
}

/** The payouts of the institution at an address. */
export function payoutsAt(connection: Connection, address: Address): Payouts {
  const { runner } = connection;
  const contract = IPayouts__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const { assetAddress, join } = moneyChanger(connection);

  const paidOut = ({ get }: ReceiptEvents<IPayouts>): PaidOut => {
    const { asset, account: to, citizenId, amount } = get("Claimed");
    return { to, citizenId: citizenId === 0n ? undefined : idUnit.from(citizenId), amount: join(asset, amount) };
  };
  return {
    owedTo: ({ asset = "native", account }) =>
      withNationErrors(async () => {
        const assetAt = assetAddress(asset);
        return join(assetAt, await contract.owedTo(assetAt, account));
      }),
    owedToCitizen: ({ asset = "native", citizenId }) =>
      withNationErrors(async () => {
        const assetAt = assetAddress(asset);
        return join(assetAt, await contract.owedToCitizen(assetAt, citizenId));
      }),
    claim: write(contract.claim, {
      args: ({ asset = "native", account }: AccountCreditor) => [assetAddress(asset), account],
      result: paidOut,
    }),
    claimForCitizen: write(contract.claimForCitizen, {
      args: ({ asset = "native", citizenId }: CitizenCreditor) => [assetAddress(asset), citizenId],
      result: paidOut,
    }),
  };
}
