export * from "./client";
export type { ResidencyProvisions } from "./provisions";
export * from "./types";
export * from "./units";
