import type { ContractRunner } from "ethers";
import type { Address } from "../core/address";
import { asNationError } from "../core/failures";
import type { NationError } from "../core/errors";
import { LONGEST_TIMER } from "../core/inclusion";
import { Keeper, type KeeperOptions } from "./keeper";

/** How to keep a nation for a long time. */
export interface KeepLoop extends KeeperOptions {
  /** Ends it: after the act that is under way. */
  readonly signal: AbortSignal;
  /** How long to rest between passes, in milliseconds; a minute if left out. */
  readonly rest?: number;
  /** Called when a whole pass failed, as when the node does not answer. The next one is tried all the same. */
  readonly onFailure?: (failure: NationError) => void;
}

const REST = 60_000;

async function resting(ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0 && !signal.aborted; left -= LONGEST_TIMER) {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(left, LONGEST_TIMER));
      signal.addEventListener("abort", end);
    });
  }
}

/**
 * Keeps a nation until the signal ends it: pass after pass.
 *
 * @example
 * const ending = new AbortController();
 * await keep(signer, nationAddress, { signal: ending.signal, onAct: ({ outcome, text }) => console.log(outcome, text) });
 */
export async function keep(runner: ContractRunner, nation: Address, loop: KeepLoop): Promise<void> {
  const { signal, rest = REST, onFailure, ...options } = loop;
  const keeper = new Keeper(runner, nation, options);
  while (!signal.aborted) {
    try {
      await keeper.pass(signal);
    } catch (error) {
      onFailure?.(await asNationError(error));
    }
    await resting(rest, signal);
  }
}
