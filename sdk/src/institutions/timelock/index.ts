export * from "./client";
export type { TimelockProvisions } from "./provisions";
