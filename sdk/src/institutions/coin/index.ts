export * from "./client";
export type { CoinProvisions } from "./provisions";
export type { Asset, Money } from "./money";
export * from "./units";
export type { Exemption } from "./exemptions";
export { coinSignedTypes } from "./signatures";
