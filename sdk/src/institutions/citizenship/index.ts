export * from "./client";
export type { CitizenshipProvisions } from "./provisions";
export * from "./units";
export { citizenshipSignedTypes } from "./signatures";
