/** The roles of the nation's authority, and their ids. */
export const roles = { government: 0n, registrar: 1n, justice: 2n, recovery: 3n } as const;

/** The name of a role. */
export type RoleName = keyof typeof roles;
