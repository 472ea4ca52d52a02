import { natural, type Unit } from "../../core/units";

/** The id of a citizen: the person, across lost keys. */
export type CitizenId = Unit<"citizenId">;

/**
 * Ids of citizens.
 *
 * @example
 * citizenId.from(7n);
 */
export const citizenId = {
  from: (raw: bigint | number): CitizenId => natural(raw, "a citizen's id") as CitizenId,
} as const;

/** The citizen of an id that the contracts give; undefined for 0, which is nobody. */
export const someCitizen = (raw: bigint): CitizenId | undefined => (raw === 0n ? undefined : citizenId.from(raw));
