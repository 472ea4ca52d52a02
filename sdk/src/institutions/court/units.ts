import { natural, type Unit } from "../../core/units";

/** The number of a case before the court. */
export type CaseId = Unit<"caseId">;

/**
 * Numbers of cases before the court.
 *
 * @example
 * caseId.from(1);
 */
export const caseId = {
  from: (raw: bigint | number): CaseId => natural(raw, "a case's number") as CaseId,
} as const;
