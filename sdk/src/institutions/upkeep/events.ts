import { provisionEventUnits } from "../../core/provisions";
import { wei } from "../../core/units";
import type { UpkeepProvisions } from "./provisions";

/** The units of the events of the upkeep. */
export const upkeepEventUnits = {
  ...provisionEventUnits<UpkeepProvisions>(),
  amount: wei.from,
  balance: wei.from,
  reward: wei.from,
  done: Number,
  index: Number,
} as const;

/** The units of the events of the upkeep. */
export type UpkeepEventUnits = typeof upkeepEventUnits;
