import { heads, moment, type Moment } from "../../core/units";
import type { CitizenRecordStructOutput, OpeningViewStructOutput } from "../../generated/contracts/Citizenship";
import type { Citizen, Opening, Standing } from "./types";
import type { CitizenId } from "./units";

const standings: readonly Standing[] = ["none", "active", "suspended", "revoked", "renounced"];

/** A moment that the contract gives; undefined for 0, which is none. */
export const someMoment = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

/** A citizen's record, in the SDK's units. */
export const citizenFrom = (id: CitizenId, raw: CitizenRecordStructOutput): Citizen => ({
  id,
  holder: raw.holder,
  since: moment.from(raw.since),
  wakesAt: moment.from(raw.wakesAt),
  until: moment.from(raw.until),
  standing: standings[Number(raw.standing)],
  suspendedUntil: someMoment(raw.suspendedUntil),
  markedLapsed: raw.markedLapsed,
});

/** How far a founding is, in the SDK's units. */
export const openingFrom = (raw: OpeningViewStructOutput): Opening => ({
  founders: heads.from(raw.founders),
  foundersIn: heads.from(raw.foundersIn),
  isOpen: raw.isOpen,
  isClosed: raw.isClosed,
  windowEndsAt: moment.from(raw.windowEndsAt),
  closableAt: moment.from(raw.closableAt),
  invitationsEndAt: someMoment(raw.invitationsEndAt),
});
