import { NationError, NetworkFaultError, UnexpectedError } from "../core/errors";
import { NodeUnreachableError } from "./errors";

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
      if (isFinal(error)) throw error;
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

/** Whether asking again cannot help: the answer was understood, and it is no. */
const isFinal = (error: unknown): boolean =>
  error instanceof NationError && !(error instanceof NetworkFaultError) && !(error instanceof UnexpectedError);
