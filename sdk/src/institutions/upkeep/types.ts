import type { Wei } from "../../core/units";

/** A step that anyone may take. */
export interface UpkeepAct {
  /** The name in the directory of the institution where it is taken. */
  readonly institution: string;
  /** The call, as `.call()` of an act gives it. */
  readonly data: string;
  /** How much gas it gets: what an estimate of it offers. What it leaves is not used. */
  readonly gas: bigint;
}

/** A step that failed, and was skipped: somebody was faster. */
export interface FailedAct {
  /** Its place among the steps, from 0. */
  readonly index: number;
  /** The first bytes of what the institution answered, in hexadecimal. */
  readonly reason: string;
}

/** What became of steps that were taken together. */
export interface PerformedActs {
  /** How many succeeded. */
  readonly done: number;
  readonly failed: readonly FailedAct[];
  /** What was paid for them. */
  readonly reward: Wei;
}

/** A function whose calls are paid for. */
export interface KeptFunction {
  /** The institution's name in the directory. */
  readonly institution: string;
  /** The function's selector, in hexadecimal. */
  readonly selector: string;
}
