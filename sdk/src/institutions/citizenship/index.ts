export * from "./client";
export type { CitizenshipProvisions } from "./provisions";
export * from "./units";
