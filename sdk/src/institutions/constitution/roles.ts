import { roles as authorityRoles } from "../../core/roles";
import { roleId, type RoleId } from "./units";

/**
 * The roles that every nation has, by their numbers in the constitution.
 *
 * @example
 * await nation.constitution.hasRole({ role: roles.registrar, account });
 */
export const roles = {
  ...authorityRoles,
  /** Everyone's. */
  public: (1n << 64n) - 1n,
} as const;

/** A role by its name, or by its number if the nation made it itself. */
export type Role = keyof typeof roles | RoleId;

/** The number that the constitution takes for a role. */
export const toRoleId = (role: Role): bigint => (typeof role === "bigint" ? role : roles[role]);

/** The role that a number stands for. */
export const fromRoleId = (id: bigint): Role =>
  (Object.keys(roles) as (keyof typeof roles)[]).find((name) => roles[name] === id) ?? roleId.from(id);
