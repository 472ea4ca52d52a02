export * from "./client";
export type { RecoveryProvisions } from "./provisions";
export { recoverySignedTypes } from "./signatures";
