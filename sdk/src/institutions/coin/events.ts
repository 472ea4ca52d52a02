import { provisionEventUnits } from "../../core/provisions";
import { toExemption } from "./exemptions";
import type { CoinProvisions } from "./provisions";
import { civic } from "./units";

/** The units of the coin's events. */
export const coinEventUnits = {
  ...provisionEventUnits<CoinProvisions>(),
  value: civic.from,
  oldExemption: toExemption,
  newExemption: toExemption,
} as const;

/** The units of the coin's events. */
export type CoinEventUnits = typeof coinEventUnits;
