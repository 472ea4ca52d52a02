export * from "./client";
export type { MeritProvisions } from "./provisions";
export type * from "./types";
export * from "./units";
