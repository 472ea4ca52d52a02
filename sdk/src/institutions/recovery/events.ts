import { provisionEventUnits } from "../../core/provisions";
import { moment } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { disputeEventUnits } from "../court/events";
import type { RecoveryProvisions } from "./provisions";

/** The units of the events of the recovery. */
export const recoveryEventUnits = {
  ...provisionEventUnits<RecoveryProvisions>(),
  ...disputeEventUnits,
  citizenId: citizenId.from,
  citizenIds: citizenId.from,
  from: moment.from,
  readyAt: moment.from,
  contestableUntil: moment.from,
  nonce: Number,
  ruling: Number,
  seat: Number,
  threshold: Number,
} as const;

/** The units of the events of the recovery. */
export type RecoveryEventUnits = typeof recoveryEventUnits;
