import type { Provider, TransactionRequest } from "ethers";
import { StepFailedError, StepTooBigError } from "./errors";
import { isRevert, isTooBig } from "./node-answers";
import type { Read, SenderOptions } from "./sender-options";

/** A call that is to be sent, and what it does, for people. */
interface Priced {
  readonly title: string;
  readonly request: TransactionRequest;
}

interface Asking {
  readonly provider: Provider;
  readonly read: Read;
  readonly options: Pick<SenderOptions, "gasCap" | "explain" | "resume">;
}

/** How often a refusal must repeat itself before it is believed. */
const TRIES = 4;

/**
 * The gas limit of a call: what a node estimates, with some room.
 *
 * @throws {@link StepFailedError} if the call would revert.
 * @throws {@link StepTooBigError} if it takes more than a transaction may have.
 */
export async function gasFor(priced: Priced, asking: Asking): Promise<bigint> {
  const { title, request } = priced;
  const { provider, read, options } = asking;
  const { gasCap, explain, resume } = options;
  let tries = 0;
  const estimate = await read(`the gas of "${title}"`, () =>
    provider.estimateGas(request).catch((error: unknown) => {
      // A node may stumble over its own trials on the way to an estimate, which no transaction may have.
      if (isTooBig(error)) return gasByTrying(priced, asking);
      if (isRevert(error) && ++tries >= TRIES)
        throw new StepFailedError(title, { reason: explain(error), resume, cause: error });
      throw error;
    }),
  );
  if (estimate > gasCap) throw new StepTooBigError(title, { gas: estimate, cap: gasCap });
  // What the state is when it is mined may cost somewhat more than what it is now.
  const generous = (estimate * 115n) / 100n + 10_000n;
  return generous < gasCap ? generous : gasCap;
}

/** The gas with which a call succeeds, within a sixteenth of the cap, found by trying. */
async function gasByTrying({ title, request }: Priced, { provider, options: { gasCap } }: Asking): Promise<bigint> {
  const isEnough = (gasLimit: bigint): Promise<boolean> =>
    provider.call({ ...request, gasLimit }).then(
      () => true,
      (error: unknown) => {
        if (isRevert(error) || isTooBig(error)) return false;
        throw error;
      },
    );
  if (!(await isEnough(gasCap))) throw new StepTooBigError(title, { cap: gasCap });
  let [low, high] = [0n, gasCap];
  while (high - low > gasCap / 16n) {
    const middle = (low + high) / 2n;
    if (await isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
