export * from "./client";
export type { GrantsProvisions } from "./provisions";
export * from "./types";
export * from "./units";
