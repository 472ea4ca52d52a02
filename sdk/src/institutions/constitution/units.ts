import { natural, type Unit } from "../../core/units";

/** The number of a role in the constitution. */
export type RoleId = Unit<"roleId">;

/**
 * Numbers of roles.
 *
 * @example
 * roleId.from(77); // a role that the nation made itself
 */
export const roleId = {
  from: (raw: bigint | number): RoleId => natural(raw, "a role's number") as RoleId,
} as const;
