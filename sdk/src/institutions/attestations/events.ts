import { moment } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { schemaId } from "./units";

/** The units of the events of the attestations. What has no end ends at the moment 0. */
export const attestationsEventUnits = {
  schemaId: schemaId.from,
  citizenId: citizenId.from,
  attesterIds: citizenId.from,
  quorum: Number,
  round: Number,
  oldUntil: moment.from,
  newUntil: moment.from,
  expiration: moment.from,
  salt: String,
} as const;

/** The units of the events of the attestations. */
export type AttestationsEventUnits = typeof attestationsEventUnits;
