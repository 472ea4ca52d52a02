import type { Address } from "../../core/address";
import type { Moment, Seconds, Wei } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { ResidentId } from "./units";

/** A residency. */
export interface Resident {
  readonly id: ResidentId;
  readonly account: Address;
  /** When it began for the first time. */
  readonly since: Moment;
  /** When the last term ends that has begun. */
  readonly termEndsAt: Moment;
  /** When it ends: after all terms that are paid. */
  readonly until: Moment;
  /** What each term costs that is paid and has not begun. */
  readonly price: Wei;
  readonly term: Seconds;
  /** How many terms are paid and have not begun: what they cost comes back. */
  readonly ahead: number;
  /** The citizen whom the resident became; undefined before. */
  readonly citizenId: CitizenId | undefined;
  /** Until when the account cannot be a resident again; undefined if nothing keeps it. */
  readonly barredUntil: Moment | undefined;
}

/** What terms cost. */
export interface SubscriptionCost {
  /** What has to be sent. */
  readonly cost: Wei;
  /** What one term costs. */
  readonly price: Wei;
  readonly term: Seconds;
}

/** A resident's consent, for a sponsor who pays. */
export interface SignedSubscription {
  readonly of: Address;
  readonly terms: number;
  /** The most that a term may cost. */
  readonly agreedPrice: Wei;
  /** The least that a term may last. */
  readonly agreedTerm: Seconds;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A new account's consent to take over a residency. */
export interface SignedTakeover {
  readonly residentId: ResidentId;
  readonly newAccount: Address;
  readonly deadline: Moment;
  readonly signature: string;
}

/** Terms that were paid. */
export interface PaidTerms {
  readonly residentId: ResidentId;
  readonly account: Address;
  readonly terms: number;
  readonly price: Wei;
  readonly until: Moment;
  /** Whether the residency begins by this, for the first time or anew. */
  readonly began: boolean;
}
