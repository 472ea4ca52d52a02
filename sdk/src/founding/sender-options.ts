import { toNationError } from "../core/refusals";
import { RETRY_DEFAULTS, type RetryOptions } from "./retry";

/** A transaction that could cost more than was agreed to. All amounts are in wei. */
export interface CostOverrun {
  /** What it does. */
  readonly title: string;
  /** What it can cost at the present price. */
  readonly cost: bigint;
  /** What the transactions before it have cost. */
  readonly spent: bigint;
  /** What all of them may cost. */
  readonly maxCost: bigint;
}

/** How transactions are sent. */
export interface SenderOptions extends RetryOptions {
  /** How many blocks must hold a step before the next one is taken. */
  readonly confirmations: number;
  /** The most gas that one transaction may have. */
  readonly gasCap: bigint;
  /** How long to wait for one transaction to be mined, in milliseconds. */
  readonly timeoutMs: number;
  /** After how long an unmined transaction is replaced by one of the same nonce and higher fees, in milliseconds. */
  readonly replaceAfterMs: number;
  /** What all transactions together may cost at most, in wei, those before a resumption included. Unlimited if left out. */
  readonly maxCost?: bigint | undefined;
  /** Asked when the next transaction could exceed that: gives what all may cost from now on, or undefined to stop. */
  readonly confirmCost?: ((overrun: CostOverrun) => Promise<bigint | undefined> | bigint | undefined) | undefined;
  /** Words for why a call reverts. */
  readonly explain: (error: unknown) => string;
}

/** What an Ethereum transaction may have at most since EIP-7825. */
export const TRANSACTION_GAS_CAP = 16_777_216n;

const DEFAULTS: Omit<SenderOptions, "explain" | "resume"> = {
  ...RETRY_DEFAULTS,
  confirmations: 1,
  gasCap: TRANSACTION_GAS_CAP,
  timeoutMs: 15 * 60_000,
  replaceAfterMs: 90_000,
};

/** What a caller may choose of how to send. */
export type ChosenSending = Partial<Omit<SenderOptions, "explain" | "resume">>;

/**
 * How to send, with the defaults for what is left out.
 *
 * @param resume What the caller does after a failure, to continue a sentence.
 */
export function senderOptionsOf(given: ChosenSending, resume: string): SenderOptions {
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...chosen, explain, resume };
}

/** The words of the SDK for why a call reverts. */
function explain(error: unknown): string {
  const { message, advice } = toNationError(error);
  return `${message} ${advice}`.trim();
}
