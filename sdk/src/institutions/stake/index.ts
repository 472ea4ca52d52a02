export * from "./client";
export type { StakeProvisions } from "./provisions";
export { delegationSignedTypes as stakeSignedTypes } from "../delegation";
