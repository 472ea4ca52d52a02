import { provisionEventUnits } from "../../core/provisions";
import { nameCodec } from "../../core/keys";
import { moment } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { caseId } from "../court/units";
import type { MeritProvisions } from "./provisions";

/** The units of the events of the merit. */
export const meritEventUnits = {
  ...provisionEventUnits<MeritProvisions>(),
  citizenId: citizenId.from,
  caseId: caseId.from,
  cause: nameCodec(),
  points: Number,
  earnedAt: moment.from,
  chargedAt: moment.from,
  ground: Number,
  outcome: Number,
} as const;

/** The units of the events of the merit. */
export type MeritEventUnits = typeof meritEventUnits;
