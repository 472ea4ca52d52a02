import { moment, seconds, wei } from "../../core/units";
import type { ResidencyViewStructOutput } from "../../generated/contracts/Residency";
import { citizenId } from "../citizenship/units";
import type { Resident } from "./types";
import type { ResidentId } from "./units";

/** A residency, in the SDK's units. */
export const residentFrom = (id: ResidentId, raw: ResidencyViewStructOutput): Resident => ({
  id,
  account: raw.account,
  since: moment.from(raw.since),
  termEndsAt: moment.from(raw.termEndsAt),
  until: moment.from(raw.until),
  price: wei.from(raw.price),
  term: seconds.from(raw.term),
  ahead: Number(raw.ahead),
  citizenId: raw.citizenId === 0n ? undefined : citizenId.from(raw.citizenId),
  barredUntil: raw.barredUntil === 0n ? undefined : moment.from(raw.barredUntil),
});
