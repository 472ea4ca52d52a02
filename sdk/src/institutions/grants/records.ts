import { bps, heads, moment } from "../../core/units";
import type {
  GiftStructOutput,
  ProjectViewStructOutput,
  RoundViewStructOutput,
} from "../../generated/contracts/Grants";
import { citizenId, someCitizen } from "../citizenship/units";
import { civic } from "../coin/units";
import type { GrantGift, GrantPhase, GrantProject, GrantRound, MatchingRow, MatchingTable } from "./types";
import { grantProjectId, grantRoundId, type GrantProjectId, type GrantRoundId } from "./units";

/** How many citizens give, or a round is not matched. */
export const LEAST_DONORS = 10n;

/** Parts of a head: each of 1 to 8 divides it. */
const HEAD = 840n;

function phaseOf({ outcome, closesAt }: RoundViewStructOutput, now: bigint): GrantPhase {
  if (outcome === 0n) return now < closesAt ? "open" : "closable";
  return outcome === 1n ? "matched" : "unmatched";
}

/** A round, in the SDK's units, as it stands at a moment. */
export const roundFrom = (id: GrantRoundId, raw: RoundViewStructOutput, now: bigint): GrantRound => ({
  id,
  phase: phaseOf(raw, now),
  openedAt: moment.from(raw.openedAt),
  registerUntil: moment.from(raw.registerUntil),
  closesAt: moment.from(raw.closesAt),
  claimableUntil: raw.claimableUntil === 0n ? undefined : moment.from(raw.claimableUntil),
  pot: civic.from(raw.pot),
  left: civic.from(raw.left),
  counted: civic.from(raw.counted),
  donors: heads.from(raw.donors),
  lacking: heads.from(raw.donors < LEAST_DONORS ? LEAST_DONORS - raw.donors : 0n),
  weight: raw.weight,
  firstProjectId: grantProjectId.from(raw.firstProjectId),
  projects: Number(raw.projects),
  advance: bps.from(raw.advance),
  acceptance: bps.from(raw.acceptance),
});

/** A project, in the SDK's units. */
export const projectFrom = (id: GrantProjectId, raw: ProjectViewStructOutput): GrantProject => ({
  id,
  roundId: grantRoundId.from(raw.roundId),
  recipient: raw.recipient,
  recipientId: someCitizen(raw.recipientId),
  registeredBy: citizenId.from(raw.registeredBy),
  title: raw.title,
  uri: raw.uri,
  given: civic.from(raw.given),
  donors: heads.from(raw.donors),
  heads: Number(raw.heads) / Number(HEAD),
  weight: raw.weight,
  matching: civic.from(raw.matching),
  accepted: heads.from(raw.accepted),
  needed: heads.from(raw.needed),
  matched: civic.from(raw.matched),
  isSettled: raw.isSettled,
});

export const giftFrom = ({ projectId, amount, isAccepted }: GiftStructOutput): GrantGift => ({
  projectId: grantProjectId.from(projectId),
  amount: civic.from(amount),
  isAccepted,
});

/** How the pot is divided, as the contract reckons: everything is rounded down. */
export function tableOf(round: GrantRound, projects: readonly GrantProject[]): MatchingTable {
  const rows = projects.map((project): MatchingRow => {
    const parts = BigInt(Math.round(project.heads * Number(HEAD)));
    return {
      project,
      byWeight: civic.from(round.weight === 0n ? 0n : (round.pot * project.weight) / round.weight),
      atMost: civic.from(round.donors === 0n ? 0n : (round.pot * parts) / (HEAD * round.donors)),
      matching: project.matching,
    };
  });
  rows.sort((a, b) => Number(b.matching - a.matching) || Number(a.project.id - b.project.id));
  const rest = rows.reduce((left, { matching }) => left - matching, round.pot as bigint);
  return { round, rows, rest: civic.from(rest) };
}
