import { price, type Measure } from "./measure";

/**
 * What an act has to touch in the best layout we know of, whoever writes the code: the rest of its floor, the data sent and
 * the events emitted, is read from the transaction.
 */
export interface Touches {
  /** Slots read only. */
  readonly read?: number;
  readonly change?: number;
  readonly open?: number;
  /** Other contracts called. */
  readonly account?: number;
  readonly signature?: number;
  /** Signatures of a beacon's rounds. */
  readonly beacon?: number;
  readonly create?: number;
  readonly codeByte?: number;
  readonly send?: number;
}

const names: Record<keyof Touches, string> = {
  read: "slots read",
  change: "slots changed",
  open: "slots opened",
  account: "contracts called",
  signature: "signatures",
  beacon: "beacon's signatures",
  create: "contracts created",
  codeByte: "bytes of code",
  send: "payments",
};

/** The least gas for an act that touches this, sends that data and emits those events. */
export function floorOf(touches: Touches, { calldata, logs }: Measure): number {
  const keys = Object.keys(touches) as (keyof Touches)[];
  return keys.reduce<number>((sum, key) => sum + (touches[key] ?? 0) * price[key], price.transaction + calldata + logs);
}

const digits = (value: number): string => value.toLocaleString("en-US");

/** The same as a sum that a reader can follow. */
export function arithmeticOf(touches: Touches, floor: number): string {
  const keys = Object.keys(touches) as (keyof Touches)[];
  const terms = keys.map((key) => `${digits(touches[key] ?? 0)} ${names[key]} × ${digits(price[key])}`);
  const touched = keys.reduce<number>((sum, key) => sum + (touches[key] ?? 0) * price[key], price.transaction);
  return `${[digits(price.transaction), ...terms].join(" + ")} + ${digits(floor - touched)} for data and events`;
}
