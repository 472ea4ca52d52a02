import { natural, type Unit } from "../../core/units";

/** The number of a round of grants, from 1. */
export type GrantRoundId = Unit<"grantRoundId">;

/** The number of a project that asks for a grant, from 1, in all rounds. */
export type GrantProjectId = Unit<"grantProjectId">;

/** What a project weighs in its round: the square of the sum of its gifts' roots, less the gifts. */
export type GrantWeight = Unit<"grantWeight">;

/**
 * Weights of projects, or of all of a round.
 *
 * @example
 * grantWeight.from(168n);
 */
export const grantWeight = {
  from: (raw: bigint | number): GrantWeight => natural(raw, "a weight") as GrantWeight,
} as const;

/**
 * Numbers of rounds of grants.
 *
 * @example
 * grantRoundId.from(1);
 */
export const grantRoundId = {
  from: (raw: bigint | number): GrantRoundId => natural(raw, "a round's number") as GrantRoundId,
} as const;

/**
 * Numbers of projects.
 *
 * @example
 * grantProjectId.from(1);
 */
export const grantProjectId = {
  from: (raw: bigint | number): GrantProjectId => natural(raw, "a project's number") as GrantProjectId,
} as const;
