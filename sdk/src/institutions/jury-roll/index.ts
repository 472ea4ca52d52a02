export * from "./client";
export type { JuryRollProvisions } from "./provisions";
