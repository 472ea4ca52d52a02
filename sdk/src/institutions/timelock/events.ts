import { seconds, wei } from "../../core/units";

/** The units of the timelock's events. */
export const timelockEventUnits = {
  index: Number,
  value: wei.from,
  delay: seconds.from,
  oldDuration: seconds.from,
  newDuration: seconds.from,
} as const;

/** The units of the timelock's events. */
export type TimelockEventUnits = typeof timelockEventUnits;
