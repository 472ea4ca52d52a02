export * from "./client";
export type { TreasuryProvisions } from "./provisions";
export * from "./units";
