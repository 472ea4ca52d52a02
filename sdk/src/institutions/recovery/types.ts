import type { Address } from "../../core/address";
import type { Events } from "../../core/events";
import type { ProvisionActions } from "../../core/provisions";
import type { Moment, Wei } from "../../core/units";
import type { AsyncWrite, Write } from "../../core/write";
import type { Recovery } from "../../generated/contracts";
import type { SignedAcceptance } from "../citizenship/types";
import type { CitizenId } from "../citizenship/units";
import type { CaseId } from "../court/units";
import type { RecoveryEventUnits } from "./events";
import type { RecoveryProvisions } from "./provisions";

/** Somebody whom a citizen trusts with the recovery: a citizen, whatever the key, or an account that holds no citizenship. */
export type Guardian = { readonly account: Address } | { readonly citizenId: CitizenId };

/** A citizen's guardians. */
export interface Guardians {
  /** In the order of their seats. */
  readonly guardians: readonly Guardian[];
  /** How many of them announce a recovery together. */
  readonly threshold: number;
  /** From when on they may. */
  readonly from: Moment;
}

/** How far a recovery is. One that lapsed is `none`. */
export type RecoveryStatus = "none" | "announced" | "stopped" | "contested" | "granted";

/** A citizen's recovery. */
export interface RecoveryProgress {
  readonly status: RecoveryStatus;
  /** The account to which the citizenship is to move; undefined if none is under way. */
  readonly newHolder: Address | undefined;
  /** Whether the government announced it, rather than guardians. */
  readonly byGovernment: boolean;
  /** From when on anyone completes it; undefined unless it is announced or granted. */
  readonly readyAt: Moment | undefined;
  /** Until when; undefined unless it is announced or granted. */
  readonly lapsesAt: Moment | undefined;
  /** Until when the stop can be contested; undefined if it cannot. */
  readonly contestableUntil: Moment | undefined;
  /** Until when no other one can be announced; undefined if one can. */
  readonly pausedUntil: Moment | undefined;
  /** The case about it, if there was one. */
  readonly caseId: CaseId | undefined;
  /** How many were ever announced: what confirmations sign. */
  readonly nonce: number;
}

/** A guardian's consent to a recovery, for others to send. */
export interface SignedConfirmation {
  readonly citizenId: CitizenId;
  readonly newHolder: Address;
  readonly seat: number;
  /** The guardian's account, or that which holds the guardian's citizenship. */
  readonly guardian: Address;
  readonly deadline: Moment;
  readonly signature: string;
}

/** Whose citizenship is to move, and where to. */
export interface Move {
  readonly citizenId: CitizenId;
  readonly newHolder: Address;
}

/** What confirming came to: announced only if enough guardians have confirmed. */
export interface Confirmed extends Move {
  /** The seats that confirmed by this. */
  readonly seats: readonly number[];
  /** From when on anyone completes it; undefined if others have to confirm yet. */
  readonly readyAt: Moment | undefined;
}

/** How citizens who lost their keys get new ones. */
export interface RecoveryClient extends ProvisionActions<RecoveryProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Recovery;
  readonly events: Events<Recovery, RecoveryEventUnits>;

  /** The guardians who may announce now; undefined if there are none. */
  guardiansOf(parameters: { citizenId: CitizenId }): Promise<Guardians | undefined>;
  /** The guardians whom a citizen chose last, who may not be in force yet; undefined if there are none. */
  chosenGuardiansOf(parameters: { citizenId: CitizenId }): Promise<Guardians | undefined>;
  recoveryOf(parameters: { citizenId: CitizenId }): Promise<RecoveryProgress>;
  /** The seats that have confirmed a recovery that is not announced yet. */
  confirmationsOf(parameters: Move): Promise<readonly number[]>;
  /** What it costs to contest a stop. */
  contestCost(parameters: { citizenId: CitizenId }): Promise<Wei>;

  /** Chooses one's own guardians, in any order; none at all without any. A citizen's. */
  readonly chooseGuardians: Write<
    { readonly guardians: readonly Guardian[]; readonly threshold: number },
    { readonly citizenId: CitizenId; readonly from: Moment }
  >;
  /** Confirms a recovery as a guardian. The last one whom it takes announces it. A guardian's. */
  readonly confirm: Write<Move & { readonly seat: number }, Confirmed, boolean>;
  /** Confirms a recovery as guardians signed. Anyone's. */
  readonly confirmSigned: Write<
    Move & {
      readonly confirmations: readonly Pick<SignedConfirmation, "seat" | "guardian" | "deadline" | "signature">[];
    },
    Confirmed,
    boolean
  >;
  /** Announces the recovery of a citizen without guardians. The government's. */
  readonly decree: Write<Move, Move & { readonly readyAt: Moment }>;
  /** Stops the recovery of one's own citizenship. The holder's. */
  readonly stop: Write<void, Move & { readonly contestableUntil: Moment | undefined }>;
  /** Brings a stop before the court, for its cost. Anyone's. */
  readonly contest: AsyncWrite<
    { readonly citizenId: CitizenId },
    { readonly citizenId: CitizenId; readonly caseId: CaseId },
    bigint
  >;
  /** Moves the citizenship, with what `nation.citizenship.signAcceptance` gave. Anyone's. */
  readonly complete: Write<Pick<SignedAcceptance, "citizenId" | "deadline" | "signature">, Move>;

  /** Confirms a recovery as the guardian in a seat, for others to send. The connected account signs, or one that it owns. */
  signConfirmation(
    parameters: Move & { seat: number; deadline: Moment; guardian?: Address },
  ): Promise<SignedConfirmation>;
}
