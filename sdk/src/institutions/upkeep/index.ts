export * from "./client";
export type { UpkeepProvisions } from "./provisions";
export * from "./types";
