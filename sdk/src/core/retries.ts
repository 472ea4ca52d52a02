import { isForeignAnswer, isLongAnswer } from "./foreign-answers";
import { asNationError } from "./failures";

/** How often something is asked, and the first pause between, which doubles, in milliseconds. */
export interface RetryPolicy {
  readonly tries: number;
  readonly firstMs: number;
}

/** A second and a half: longer waits are for who asks. */
const POLICY: RetryPolicy = { tries: 4, firstMs: 200 };

/** Failures after which somebody has waited already: whoever asked through them does not wait once more. */
const exhausted = new WeakSet();

/**
 * Asks again, after growing pauses, what a node failed to answer and may answer yet. Only for what may happen twice.
 *
 * @throws The last failure, as it is.
 */
export async function withRetries<Answer>(
  request: () => Promise<Answer>,
  { tries, firstMs }: RetryPolicy = POLICY,
): Promise<Answer> {
  for (let tried = 1; ; ++tried) {
    try {
      return await request();
    } catch (error) {
      const isKnown = error instanceof Error && (exhausted.has(error) || exhausted.has(Object(error.cause) as object));
      // What is not there, or another contract, answers the same again; and a long answer is no failure.
      if (isKnown || isForeignAnswer(error) || isLongAnswer(error)) throw error;
      if (!(await asNationError(error)).retryable) throw error;
      if (tried >= tries) {
        exhausted.add(Object(error) as object);
        throw error;
      }
      // Who was refused together must not come back together.
      const pause = firstMs * 2 ** (tried - 1) * (0.75 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/**
 * Asks again as {@link withRetries} does.
 *
 * @throws The `NationError` of the last failure.
 */
export async function retrying<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await withRetries(request);
  } catch (error) {
    throw await asNationError(error);
  }
}
