import type { Address } from "../../core/address";
import type { Bps, Heads, Moment } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { Civic } from "../coin/units";
import type { GrantProjectId, GrantRoundId } from "./units";

/** Where a round stands: it takes gifts, waits to be closed, is matched, or gave its pot back. */
export type GrantPhase = "open" | "closable" | "matched" | "unmatched";

/** A round of grants. */
export interface GrantRound {
  readonly id: GrantRoundId;
  readonly phase: GrantPhase;
  readonly openedAt: Moment;
  /** Until when projects are registered. */
  readonly registerUntil: Moment;
  /** From when on it takes no more gifts. */
  readonly closesAt: Moment;
  /** Until when projects are accepted and matched; undefined if it is not matched. */
  readonly claimableUntil: Moment | undefined;
  /** What the nation gives. */
  readonly pot: Civic;
  /** What no project was owed yet, and has not gone back to the treasury. */
  readonly left: Civic;
  /** How much each citizen can give in the round. */
  readonly counted: Civic;
  /** How many citizens gave. */
  readonly donors: Heads;
  /** How many more have to give, or it is not matched. */
  readonly lacking: Heads;
  /** The sum of the projects' weights. */
  readonly weight: bigint;
  /** Its projects' numbers run from this one. */
  readonly firstProjectId: GrantProjectId;
  /** How many projects it has. */
  readonly projects: number;
  /** How much of its matching a project gets without acceptance. */
  readonly advance: Bps;
  /** Which share of a project's donors accepts it. */
  readonly acceptance: Bps;
}

/** A project in a round of grants. */
export interface GrantProject {
  readonly id: GrantProjectId;
  readonly roundId: GrantRoundId;
  /** The account that was named to receive. */
  readonly recipient: Address;
  /** The citizen who receives, whatever the account; undefined if the account itself does. */
  readonly recipientId: CitizenId | undefined;
  readonly registeredBy: CitizenId;
  readonly title: string;
  /** Where more is told of it. */
  readonly uri: string;
  /** What citizens gave it. */
  readonly given: Civic;
  /** How many citizens gave. */
  readonly donors: Heads;
  /** Its share of the donors' heads: each is split evenly over the projects that it gave to. */
  readonly heads: number;
  /** The square of the sum of the gifts' roots, less the gifts. */
  readonly weight: bigint;
  /** What it gets of the pot. While the round runs: what it would get, if ten citizens gave. */
  readonly matching: Civic;
  /** How many of its donors accepted it, and how many have to. */
  readonly accepted: Heads;
  readonly needed: Heads;
  /** What of its matching it was owed so far. */
  readonly matched: Civic;
  /** Whether it was owed the gifts. */
  readonly isSettled: boolean;
}

/** A row of a matching table. */
export interface MatchingRow {
  readonly project: GrantProject;
  /** What the weights alone would give it. */
  readonly byWeight: Civic;
  /** The most that its share of the donors allows. */
  readonly atMost: Civic;
  /** What it gets: the smaller of both. */
  readonly matching: Civic;
}

/** How the pot of a round is divided. */
export interface MatchingTable {
  readonly round: GrantRound;
  /** The projects, the largest matching first. */
  readonly rows: readonly MatchingRow[];
  /** What goes back to the treasury if all of it is accepted. */
  readonly rest: Civic;
}

/** What a citizen gave a project. */
export interface GrantGift {
  readonly projectId: GrantProjectId;
  readonly amount: Civic;
  /** Whether the citizen accepted the project. */
  readonly isAccepted: boolean;
}
