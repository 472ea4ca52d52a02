import { natural, type Unit } from "../../core/units";

/** The number of a validator's accreditation, from 1. */
export type ValidatorNumber = Unit<"validatorNumber">;

/**
 * Numbers of accreditations.
 *
 * @example
 * validatorNumber.from(1);
 */
export const validatorNumber = {
  from: (raw: bigint | number): ValidatorNumber => natural(raw, "a validator's number") as ValidatorNumber,
} as const;
