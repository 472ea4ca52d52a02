import { natural, type Unit } from "../../core/units";

/** The number of an epoch of the dividends, from 1. */
export type EpochId = Unit<"epochId">;

/**
 * Numbers of epochs of the dividends.
 *
 * @example
 * epochId.from(1);
 */
export const epochId = {
  from: (raw: bigint | number): EpochId => natural(raw, "an epoch's number") as EpochId,
} as const;
