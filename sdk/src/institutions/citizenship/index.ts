export { citizenshipClient } from "./client";
export type * from "./types";
export type { CitizenshipProvisions } from "./provisions";
export * from "./units";
export { citizenshipSignedTypes } from "./signatures";
