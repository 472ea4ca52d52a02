import { provisionEventUnits } from "../../core/provisions";
import { heads, moment } from "../../core/units";
import { citizenId, type CitizenId } from "../citizenship/units";
import { proposalId } from "../governor/units";
import type { PetitionsProvisions } from "./provisions";

/** The citizens whose bits stand, from a first one on. */
export const citizensIn = (first: bigint, bits: bigint): CitizenId[] =>
  [...bits.toString(2)].reverse().flatMap((bit, index) => (bit === "1" ? [citizenId.from(first + BigInt(index))] : []));

/** The units of the events of the petitions. */
export const petitionsEventUnits = {
  ...provisionEventUnits<PetitionsProvisions>(),
  proposalId: proposalId.from,
  citizenId: citizenId.from,
  firstCitizenId: citizenId.from,
  citizens: (raw: bigint, { firstCitizenId }: { readonly firstCitizenId: bigint }): CitizenId[] =>
    citizensIn(firstCitizenId, raw),
  needed: heads.from,
  signatures: heads.from,
  forVotes: heads.from,
  againstVotes: heads.from,
  until: moment.from,
  voteEndsAt: moment.from,
  heldUntil: moment.from,
} as const;

/** The units of the events of the petitions. */
export type PetitionsEventUnits = typeof petitionsEventUnits;
