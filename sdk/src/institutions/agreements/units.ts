import { natural, type Unit } from "../../core/units";

/** The number of an agreement. */
export type AgreementId = Unit<"agreementId">;

/**
 * Numbers of agreements.
 *
 * @example
 * agreementId.from(1);
 */
export const agreementId = {
  from: (raw: bigint | number): AgreementId => natural(raw, "an agreement's number") as AgreementId,
} as const;
