export * from "./client";
export type { AdmissionsEventUnits } from "./events";
export type { AttestationQuery, ListedAttestation } from "./lists";
export type { AdmissionsProvisions } from "./provisions";
export * from "./signatures";
export * from "./types";
export * from "./units";
