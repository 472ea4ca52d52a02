import { price, type Measure } from "./measure";

/**
 * What an act must access in the best layout that we know of. The rest of its lower bound, the data sent and the events
 * emitted, is read from the transactions.
 */
export interface Accesses {
  /** Slots read only. */
  readonly read?: number;
  readonly change?: number;
  readonly open?: number;
  /** Slots emptied, for which the chain refunds a part. */
  readonly clear?: number;
  /** Other contracts called. */
  readonly account?: number;
  readonly signature?: number;
  /** Signatures of a beacon's rounds. */
  readonly beacon?: number;
  readonly create?: number;
  readonly codeByte?: number;
  readonly send?: number;
}

const names: Record<keyof Accesses, string> = {
  read: "slots read",
  change: "slots changed",
  open: "slots opened",
  clear: "slots emptied",
  account: "contracts called",
  signature: "signatures",
  beacon: "beacon's signatures",
  create: "contracts created",
  codeByte: "bytes of code",
  send: "payments",
};

/** Refunds are at most this part of the gas used (EIP-3529). */
const REFUND_QUOTIENT = 5;

const keysOf = (accesses: Accesses) => Object.keys(accesses) as (keyof Accesses)[];

const gasOf = (accesses: Accesses, transactions: number): number =>
  keysOf(accesses).reduce<number>(
    (sum, key) => sum + (accesses[key] ?? 0) * price[key],
    transactions * price.transaction,
  );

const refundOf = ({ clear = 0 }: Accesses, gas: number): number =>
  Math.min(clear * price.refund, Math.floor(gas / REFUND_QUOTIENT));

/** The least gas for an act with these accesses, that data and those events, after its refunds. */
export function lowerBoundOf(accesses: Accesses, { transactions, calldata, logs }: Measure): number {
  const gas = gasOf(accesses, transactions) + calldata + logs;
  return gas - refundOf(accesses, gas);
}

const digits = (value: number): string => value.toLocaleString("en-US");

/** The same as a sum that a reader can follow, for an act of one transaction. */
export function arithmeticOf(accesses: Accesses, lowerBound: number): string {
  const terms = keysOf(accesses).map((key) => `${digits(accesses[key] ?? 0)} ${names[key]} × ${digits(price[key])}`);
  const refund = (accesses.clear ?? 0) * price.refund;
  const rest = lowerBound + refund - gasOf(accesses, 1);
  const refunded = refund === 0 ? "" : ` − ${digits(refund)} refunded`;
  return `${[digits(price.transaction), ...terms].join(" + ")} + ${digits(rest)} for data and events${refunded}`;
}
