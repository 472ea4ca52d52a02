export * from "./client";
export type { DividendsProvisions } from "./provisions";
export * from "./types";
export * from "./units";
