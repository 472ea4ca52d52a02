import { toNationError } from "../core/refusals";
import { NodeUnreachableError } from "./errors";

/** Asks the chain, and again if it does not answer sensibly. */
export type Read = <answer>(what: string, ask: () => Promise<answer>) => Promise<answer>;

/** How long to retry while a node gives no usable answer, in milliseconds, and the longest pause between two tries. */
export interface RetryOptions {
  readonly nodeTimeoutMs: number;
  readonly pollMs: number;
  /** What to do once the cause of a failure is mended, to continue a sentence. */
  readonly resume: string;
}

/** What suits public nodes. */
export const RETRY_DEFAULTS: RetryOptions = { nodeTimeoutMs: 120_000, pollMs: 3000, resume: "try again." };

/** Waits, short at first, so that a fast chain is not slowed down. */
export const pause = (tries: number, pollMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(pollMs, 10 * 1.6 ** tries)));

/**
 * Reads from the chain, asking again while the node does not answer sensibly.
 *
 * @param what What is asked, for the message.
 * @throws {@link NodeUnreachableError} once the time is up.
 * @throws At once, with its class, what asking again cannot change: a contract's refusal, a wrong key for the node.
 */
export async function retry<answer>(
  what: string,
  request: () => Promise<answer>,
  retryOptions: RetryOptions,
): Promise<answer> {
  const since = Date.now();
  for (let tries = 1; ; ++tries) {
    try {
      return await request();
    } catch (error) {
      const failure = toNationError(error);
      if (!failure.retryable) throw failure;
      if (Date.now() - since > retryOptions.nodeTimeoutMs) {
        throw new NodeUnreachableError(what, {
          timeoutMs: retryOptions.nodeTimeoutMs,
          resume: retryOptions.resume,
          cause: error,
        });
      }
      await pause(tries, retryOptions.pollMs);
    }
  }
}
