import { natural, type Unit } from "../../core/units";

/** The number of a residency, from 1. */
export type ResidentId = Unit<"residentId">;

/**
 * Numbers of residencies.
 *
 * @example
 * residentId.from(1);
 */
export const residentId = {
  from: (raw: bigint | number): ResidentId => natural(raw, "a residency's number") as ResidentId,
} as const;
