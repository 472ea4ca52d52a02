import { isError, type BaseContract, type TransactionReceipt, type TransactionResponse } from "ethers";
import type { TypedContractEvent } from "../generated/contracts/common";
import type { Address } from "./address";
import {
  InvalidInputError,
  MissingEventError,
  PanicError,
  ReplacedError,
  RevertError,
  RevertTextError,
  StillPendingError,
  TransactionFailedError,
} from "./errors";
import { asNationError } from "./failures";
import { NetworkFaultError } from "./node-faults";
import { withRetries } from "./retries";

/** How long to wait for a transaction. */
export interface WaitOptions {
  /** How many blocks must confirm it, its own included; 1 if left out. */
  readonly confirmations?: number;
  /** After how many milliseconds to give up with {@link StillPendingError}; never if left out. */
  readonly timeout?: number;
}

export type FieldsOf<Event> = Event extends TypedContractEvent<never[], never[], infer Fields> ? Fields : never;

/** The events of one contract in a receipt, by name. */
export interface ReceiptEvents<Contract extends BaseContract> {
  readonly receipt: TransactionReceipt;
  /** The first event of that name. */
  readonly get: <Name extends keyof Contract["filters"] & string>(name: Name) => FieldsOf<Contract["filters"][Name]>;
  /** Every event of that name, in order. */
  readonly all: <Name extends keyof Contract["filters"] & string>(name: Name) => FieldsOf<Contract["filters"][Name]>[];
}

/** The events of a contract in a receipt. */
export function receiptEvents<Contract extends BaseContract>(
  contract: Contract,
  target: Address,
  receipt: TransactionReceipt,
): ReceiptEvents<Contract> {
  const all = (name: string): never[] => {
    const event = contract.interface.getEvent(name);
    return receipt.logs
      .filter(({ address, topics }) => address.toLowerCase() === target.toLowerCase() && topics[0] === event?.topicHash)
      .map((log) => contract.interface.parseLog(log)?.args.toObject() as never);
  };
  return {
    receipt,
    all,
    get: (name) => {
      const [first] = all(name);
      if (first === undefined) throw new MissingEventError(name, receipt.hash);
      return first;
    },
  };
}

/** The longest that a timer takes, in milliseconds: nearly 25 days. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Refuses to wait for no confirmation. */
export function requireConfirmations(confirmations: number): void {
  if (Number.isSafeInteger(confirmations) && confirmations >= 1) return;
  const found = String(confirmations);
  throw new InvalidInputError({ what: "a number of confirmations", found, allowed: "a whole number from 1" });
}

/**
 * Waits until a transaction is included.
 *
 * @throws The reason, as a `NationError`, if it failed, was replaced, or is still waiting after the time given.
 */
export async function included(
  response: TransactionResponse,
  { confirmations = 1, timeout }: WaitOptions,
): Promise<TransactionReceipt> {
  requireConfirmations(confirmations);
  // A longer timer would end at once.
  const limit = timeout === undefined ? undefined : Math.min(timeout, LONGEST_TIMER);
  try {
    const receipt = await withRetries(() =>
      response.wait(confirmations, limit).catch((error: unknown) => {
        throw isError(error, "TIMEOUT") ? new StillPendingError(response.hash, { cause: error }) : error;
      }),
    );
    if (receipt === null) throw new StillPendingError(response.hash);
    if (receipt.status === 0) throw await reasonOf(response, receipt.blockNumber);
    return receipt;
  } catch (error) {
    if (isError(error, "TRANSACTION_REPLACED")) {
      // Sent again at another price, it happened all the same.
      if (error.reason === "repriced" && error.receipt.status === 1) return error.receipt;
      if (error.reason === "repriced") throw await reasonOf(error.replacement, error.receipt.blockNumber);
      throw new ReplacedError(`transaction ${error.replacement.hash}`, { cause: error });
    }
    if (isError(error, "CALL_EXCEPTION") && error.receipt) throw await reasonOf(response, error.receipt.blockNumber);
    const failure = await asNationError(error);
    // A node that does not tell says nothing of the transaction, which must not be sent again for that.
    throw failure instanceof NetworkFaultError ? new StillPendingError(response.hash, { cause: error }) : failure;
  }
}

/** A failed transaction's receipt holds no reason: the same call at its block gives one, if it fails there, too. */
async function reasonOf(response: TransactionResponse, blockTag: number): Promise<Error> {
  const { to, from, data, value, hash } = response;
  try {
    await withRetries(() => response.provider.call({ to, from, data, value, blockTag }));
  } catch (cause) {
    const error = await asNationError(cause);
    // Anything but a contract's own words is the node's, and no reason.
    const isReason = [RevertError, RevertTextError, PanicError].some((kind) => error instanceof kind);
    return isReason ? error : new TransactionFailedError(hash, { cause });
  }
  return new TransactionFailedError(hash);
}
