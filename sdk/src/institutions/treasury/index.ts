export * from "./client";
export type { TreasuryProvisions } from "./provisions";
export type * from "./types";
export * from "./units";
