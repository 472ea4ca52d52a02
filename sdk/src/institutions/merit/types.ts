import type { Address } from "../../core/address";
import type { Moment } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { CaseId } from "../court/units";
import type { ProposalId } from "../governor/units";
import type { Merit } from "./units";

/** What the ledger says of a citizen now. */
export interface MeritRecord {
  /** What is left of all points. It decays. */
  readonly sum: Merit;
  /** The points of each cause, as they were given. They do not decay. */
  readonly points: {
    readonly ballots: number;
    readonly duties: number;
    readonly attestations: number;
    readonly awarded: number;
  };
  /** How many offences stand beside the sum. */
  readonly offences: number;
}

/** What points refer to. */
export type MeritReference =
  | { readonly kind: "ballot"; readonly proposalId: ProposalId }
  | { readonly kind: "jury"; readonly caseId: CaseId; readonly round: number; readonly seat: number }
  | { readonly kind: "attestation"; readonly applicationId: string }
  /** What an institution awarded them for: its reference, 32 bytes in hexadecimal. */
  | { readonly kind: "award"; readonly referenceId: string };

/** Points as they were recorded. */
export interface MeritPoints {
  readonly citizenId: CitizenId;
  readonly cause: string;
  readonly reference: MeritReference;
  /** Which institution says so. */
  readonly institution: Address;
  readonly points: number;
  /** From when on they decay. */
  readonly earnedAt: Moment;
}

/** An entry of the ledger. */
export interface MeritEntry extends MeritPoints {
  /** Whether points were given, or taken back since an admission was false. */
  readonly isTakenBack: boolean;
  /** What is left of them now. */
  readonly left: Merit;
  /** The transaction that recorded it. */
  readonly transaction: string;
}

/** An offence of which a final ruling found somebody guilty. */
export interface MeritOffence {
  /** Its number, from 1. */
  readonly number: number;
  readonly tribunal: Address;
  readonly caseId: CaseId;
  readonly chargedAt: Moment;
  readonly ground: "duplicatePerson" | "falseDossier" | "deceased" | "offence";
  /** Whether its sanctions were granted; else it was reprimanded. */
  readonly isGranted: boolean;
}

/** A ballot of a vote that is over. */
export interface CastBallot {
  readonly citizenId: CitizenId;
  readonly proposalId: ProposalId;
}

/** A round of a case. */
export interface JuryRound {
  readonly caseId: CaseId;
  readonly round: number;
}

/** What can be recorded for a citizen, as the acts take it. */
export interface DueMerit {
  readonly ballots: readonly CastBallot[];
  readonly rounds: readonly JuryRound[];
  readonly applicationIds: readonly string[];
}
