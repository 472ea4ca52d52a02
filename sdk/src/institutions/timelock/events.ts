import { provisionEventUnits } from "../../core/provisions";
import { moment, seconds, wei } from "../../core/units";
import type { TimelockProvisions } from "./provisions";

/** The units of the timelock's events. */
export const timelockEventUnits = {
  ...provisionEventUnits<TimelockProvisions>(),
  index: Number,
  value: wei.from,
  until: moment.from,
  readyAt: moment.from,
  delay: seconds.from,
  oldDuration: seconds.from,
  newDuration: seconds.from,
} as const;

/** The units of the timelock's events. */
export type TimelockEventUnits = typeof timelockEventUnits;
