import { provisionEventUnits } from "../../core/provisions";
import { bps, heads, moment, seconds, wei } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { civic } from "../coin/units";
import { toBallotFault, toProposalClass, toProposalRound } from "./codes";
import type { GovernorProvisions } from "./provisions";
import { proposalId } from "./units";
import { supportOf } from "./vote";

/** The units of the governor's events. */
export const governorEventUnits = {
  ...provisionEventUnits<GovernorProvisions>(),
  proposalId: proposalId.from,
  formerId: proposalId.from,
  citizenId: citizenId.from,
  support: supportOf,
  heads: heads.from,
  stake: civic.from,
  /** OpenZeppelin's events know one house: a ballot weighs the heads that it carries. */
  weight: heads.from,
  fault: toBallotFault,
  class: toProposalClass,
  round: toProposalRound,
  citizenQuorum: bps.from,
  citizenMajority: bps.from,
  stakeObjection: bps.from,
  /** A part of a digest of the called institutions' code. */
  codePin: String,
  values: wei.from,
  voteStart: moment.from,
  voteEnd: moment.from,
  extendedDeadline: moment.from,
  etaSeconds: moment.from,
  oldVotingDelay: seconds.from,
  newVotingDelay: seconds.from,
  oldVotingPeriod: seconds.from,
  newVotingPeriod: seconds.from,
  oldProposalThreshold: heads.from,
  newProposalThreshold: heads.from,
  oldQuorumNumerator: bps.from,
  newQuorumNumerator: bps.from,
} as const;

/** The units of the governor's events. */
export type GovernorEventUnits = typeof governorEventUnits;
