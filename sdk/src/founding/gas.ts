import { toQuantity, type Provider, type TransactionRequest } from "ethers";
import { executionIn } from "../core/answers";
import { toNationError } from "../core/refusals";
import { GasLimitError, MissingStateError, UnsupportedError } from "../core/node-errors";
import { isRaw } from "../core/runner";
import { StepFailedError, StepTooBigError } from "./errors";
import type { Read } from "./retry";
import type { SenderOptions } from "./sender-options";

/** A call that is to be sent, and what it does, for people. */
interface Priced {
  readonly title: string;
  readonly request: TransactionRequest;
}

interface Asking {
  readonly provider: Provider;
  readonly read: Read;
  /** A block that exists, after which the call comes: a node that is behind would estimate on a state that has passed. */
  readonly least: number;
  readonly options: Pick<SenderOptions, "gasCap" | "explain" | "resume">;
}

/**
 * The gas limit of a call: what a node estimates at a block that has all that was done before, with some room.
 *
 * @throws {@link StepFailedError} at once, if the call reverts there.
 * @throws {@link StepTooBigError} if it takes more than a transaction may have.
 */
export async function gasFor(priced: Priced, asking: Asking): Promise<bigint> {
  const { title } = priced;
  const { read, options } = asking;
  const { gasCap } = options;
  let tries = 0;
  let head = 0;
  const estimate = await read(`the gas of "${title}"`, async () => {
    // A node whose state is behind its head has an earlier block, or will have this one.
    if (tries === 0) head = await blockFor(asking);
    const block = Math.max(head - Math.min(tries++, BEHIND), asking.least);
    try {
      return await estimateAt(priced, asking, block);
    } catch (error) {
      // A node may stumble over its own trials on the way to an estimate, which no transaction may have.
      if (toNationError(error) instanceof GasLimitError) return gasByTrying(priced, asking, block);
      if (executionIn(error) === undefined) throw error;
      await refuseIfReverting(priced, asking, block);
      throw new MissingStateError("it estimates at another state than it calls at", { cause: error });
    }
  });
  if (estimate > gasCap) throw new StepTooBigError(title, { gas: estimate, cap: gasCap });
  // What the state is when it is mined may cost somewhat more than what it is now.
  const generous = (estimate * 115n) / 100n + 10_000n;
  return generous < gasCap ? generous : gasCap;
}

/** How many blocks a node's state may be behind its head. */
const BEHIND = 8;

/** The latest block that the node names, or one that is known to come after it. */
const blockFor = async ({ provider, least }: Asking): Promise<number> =>
  Math.max(await provider.getBlockNumber(), least);

/** An estimate at a block. Where a node takes no block, what it estimates is tried at the block. */
async function estimateAt({ title, request }: Priced, asking: Asking, block: number): Promise<bigint> {
  const { provider } = asking;
  if (isRaw(provider)) {
    const { from, to, data } = request;
    try {
      const asked = { from, data, ...(typeof to === "string" && { to }) };
      return BigInt((await provider.send("eth_estimateGas", [asked, toQuantity(block)])) as string);
    } catch (error) {
      if (!(toNationError(error) instanceof UnsupportedError)) throw error;
    }
  }
  const estimate = await provider.estimateGas(request);
  if (!(await isEnough({ title, request }, asking, { gasLimit: estimate * 2n, block })))
    throw new MissingStateError("it estimates at another state than it calls at");
  return estimate;
}

/** Believes a refusal only of a block that has all that was done before: there it is final. */
async function refuseIfReverting(
  { title, request }: Priced,
  { provider, options }: Asking,
  block: number,
): Promise<void> {
  try {
    await provider.call({ ...request, blockTag: block });
  } catch (error) {
    if (executionIn(error) === undefined) throw error;
    throw new StepFailedError(title, { reason: options.explain(error), resume: options.resume, cause: error });
  }
}

async function isEnough(
  { request }: Priced,
  { provider }: Asking,
  { gasLimit, block }: { readonly gasLimit: bigint; readonly block: number },
): Promise<boolean> {
  try {
    await provider.call({ ...request, gasLimit, blockTag: block });
    return true;
  } catch (error) {
    if (executionIn(error) !== undefined || toNationError(error) instanceof GasLimitError) return false;
    throw error;
  }
}

/** The gas with which a call succeeds, within a sixteenth of the cap, found by trying. */
async function gasByTrying(priced: Priced, asking: Asking, block: number): Promise<bigint> {
  const { gasCap } = asking.options;
  const suffices = (gasLimit: bigint) => isEnough(priced, asking, { gasLimit, block });
  if (!(await suffices(gasCap))) throw new StepTooBigError(priced.title, { cap: gasCap });
  let [low, high] = [0n, gasCap];
  while (high - low > gasCap / 16n) {
    const middle = (low + high) / 2n;
    if (await suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
}
