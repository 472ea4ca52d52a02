import { formatDecimals, natural, type Unit } from "../../core/units";

/** What is left of points of merit, in 1e-18 points. */
export type Merit = Unit<"merit">;

/**
 * Sums of points of merit, which decay.
 *
 * @example
 * merit.format(merit.from(1_500_000_000_000_000_000n)); // "1.5"
 */
export const merit = {
  /** Takes 1e-18 points, as the chain gives them. */
  from: (raw: bigint): Merit => natural(raw, "a sum of merit") as Merit,
  /** Writes a sum in points. */
  format: (sum: Merit): string => formatDecimals(sum, 18),
} as const;
