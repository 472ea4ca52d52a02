export * from "./client";
export type { StakeProvisions } from "./provisions";
