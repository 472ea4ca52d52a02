export * from "./client";
export type { PetitionsProvisions } from "./provisions";
export { packSignatures, type SignedPetition } from "./signatures";
export * from "./types";
