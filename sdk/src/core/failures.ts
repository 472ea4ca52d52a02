import { NationError } from "./errors";
import { inputFault } from "./input-faults";
import { NetworkFaultError } from "./node-faults";

/**
 * Turns any failure into a class of the SDK. What tells the failures of nodes, wallets and contracts apart loads when the first occurs:
 * a page in which nothing fails carries none of it.
 */
export async function asNationError(failure: unknown): Promise<NationError> {
  if (failure instanceof NationError) return failure;
  const input = inputFault(failure);
  if (input !== undefined) return input;
  const classes = await import("./classification").catch(() => undefined);
  // Who cannot load a part of the page has no connection.
  if (classes === undefined) return new NetworkFaultError("a part of the SDK did not load", { cause: failure });
  return classes.classify(failure);
}

/** Runs something and gives its failure a class. */
export async function withNationErrors<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw await asNationError(error);
  }
}
