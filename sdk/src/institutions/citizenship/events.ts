import { provisionEventUnits } from "../../core/provisions";
import { heads, moment } from "../../core/units";
import type { CitizenshipProvisions } from "./provisions";
import { citizenId } from "./units";

/** The units of citizenship's events. A citizenship is a token whose id is the citizen's. */
export const citizenshipEventUnits = {
  ...provisionEventUnits<CitizenshipProvisions>(),
  citizenId: citizenId.from,
  tokenId: citizenId.from,
  _tokenId: citizenId.from,
  _fromTokenId: citizenId.from,
  _toTokenId: citizenId.from,
  until: moment.from,
  oldUntil: moment.from,
  newUntil: moment.from,
  startTime: moment.from,
  endTime: moment.from,
  previousVotes: heads.from,
  newVotes: heads.from,
  extra: heads.from,
  foundersIn: heads.from,
  founders: heads.from,
  burnAuth: Number,
} as const;

/** The units of citizenship's events. */
export type CitizenshipEventUnits = typeof citizenshipEventUnits;
