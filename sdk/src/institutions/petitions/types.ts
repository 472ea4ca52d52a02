import type { Heads, Moment } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { ProposalId } from "../governor/units";

/** What became of a petition, in the contract's order. */
export const petitionOutcomes = ["open", "confirmed", "refused"] as const;

/** What became of a petition: what it is against was confirmed, or refused. */
export type PetitionOutcome = (typeof petitionOutcomes)[number];

/** Where a petition stands: it collects, lapsed without its heads, is voted on, waits to be settled, or is settled. */
export type PetitionPhase = "collecting" | "lapsed" | "voting" | "settleable" | "settled";

/** A petition against a proposal that passed and waits. */
export interface Petition {
  /** The proposal that it is against, by which it goes. */
  readonly proposalId: ProposalId;
  readonly phase: PetitionPhase;
  /** Until when it collects signatures: the end of the operation's wait. */
  readonly until: Moment;
  readonly signatures: Heads;
  readonly needed: Heads;
  /** Whoever could vote then has a ballot of the second vote; undefined before there is one. */
  readonly votesFrom: Moment | undefined;
  /** The last moment of the second vote; undefined before there is one. */
  readonly voteEndsAt: Moment | undefined;
  readonly votes: { readonly for: Heads; readonly against: Heads };
  readonly outcome: PetitionOutcome;
  readonly openedBy: CitizenId;
  /** The operation in the timelock. */
  readonly operation: string;
}
