/** The roles of the nation's authority, and their ids. The government holds the constitutional role, which marks functions. */
export const roles = {
  government: 0n,
  registrar: 1n,
  justice: 2n,
  recovery: 3n,
  constitutional: 4n,
  bringer: 5n,
  petition: 6n,
  awarder: 7n,
} as const;

/** The name of a role. */
export type RoleName = keyof typeof roles;

/** The roles that an institution keeps when another takes its place: its own records need them to the end, and they give no power. */
export const keptRoles: readonly RoleName[] = ["bringer"];
