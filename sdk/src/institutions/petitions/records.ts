import { heads, moment, type Moment } from "../../core/units";
import type { PetitionStructOutput } from "../../generated/contracts/Petitions";
import { citizenId } from "../citizenship/units";
import type { ProposalId } from "../governor/units";
import { petitionOutcomes, type Petition, type PetitionPhase } from "./types";

const momentIf = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

function phaseOf({ outcome, until, votesFrom, voteEndsAt }: PetitionStructOutput, now: bigint): PetitionPhase {
  if (outcome !== 0n) return "settled";
  if (votesFrom === 0n) return now < until ? "collecting" : "lapsed";
  return now <= voteEndsAt ? "voting" : "settleable";
}

/** A petition, in the SDK's units, as it stands at a moment. */
export const petitionFrom = (proposalId: ProposalId, raw: PetitionStructOutput, now: bigint): Petition => ({
  proposalId,
  phase: phaseOf(raw, now),
  until: moment.from(raw.until),
  signatures: heads.from(raw.signatures),
  needed: heads.from(raw.needed),
  votesFrom: momentIf(raw.votesFrom),
  voteEndsAt: momentIf(raw.voteEndsAt),
  votes: { for: heads.from(raw.forVotes), against: heads.from(raw.againstVotes) },
  outcome: petitionOutcomes[Number(raw.outcome)],
  openedBy: citizenId.from(raw.openedBy),
  operation: raw.operation,
});
