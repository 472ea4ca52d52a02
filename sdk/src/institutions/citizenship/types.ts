import type { Address } from "../../core/address";
import type { EventLocation, Events } from "../../core/events";
import type { Page, PageQuery } from "../../core/pages";
import type { ProvisionActions } from "../../core/provisions";
import type { Heads, Moment, Wei } from "../../core/units";
import type { Change, Write } from "../../core/write";
import type { Citizenship } from "../../generated/contracts";
import type { CitizenshipEventUnits } from "./events";
import type { CitizenshipProvisions } from "./provisions";
import type { CitizenId } from "./units";

/** The standing of a citizenship by the acts of institutions. {@link Citizen.until} says whether its term is over. */
export type Standing = "none" | "active" | "suspended" | "revoked" | "renounced";

/** One citizen's record. */
export interface Citizen {
  readonly id: CitizenId;
  /** The present account of whoever holds the citizenship, or held it last. */
  readonly holder: Address;
  readonly since: Moment;
  /** From when on the citizen may vote, hold offices and be a juror. */
  readonly wakesAt: Moment;
  /** When the term ends; {@link moment.never} if it has no end. */
  readonly until: Moment;
  readonly standing: Standing;
  /** From when anyone may reinstate; undefined if not suspended. */
  readonly suspendedUntil: Moment | undefined;
  /** Whether the end of the term has been counted in the total. */
  readonly markedLapsed: boolean;
}

/** Which citizens to list: those that are all of this. */
export interface CitizenQuery {
  /** Of this standing, or of one of these. */
  readonly standing?: Standing | readonly Standing[];
  /** The present account of whoever holds the citizenship, or held it last. */
  readonly holder?: Address;
  /** Whether the term has ended. */
  readonly isOver?: boolean;
}

/** Somebody who asked for citizenship, and whom nobody has admitted. */
export interface AdmissionRequest {
  readonly kind: "request";
  readonly account: Address;
  readonly requestedAt: Moment;
  /** The hash of what the applicant tells of themselves; undefined if that is nothing. */
  readonly dossier: string | undefined;
}

/** Somebody who is invited, and has not come in. */
export interface AdmissionInvitation {
  readonly kind: "invitation";
  readonly account: Address;
  readonly until: Moment;
}

/** Somebody at the nation's door. */
export type Applicant = AdmissionRequest | AdmissionInvitation;

/** Which applicants to list. */
export interface ApplicantQuery {
  /** Requests alone, or invitations alone. */
  readonly kind?: Applicant["kind"];
}

/** Which admissions to list: those that are all of this. */
export interface AdmissionQuery {
  readonly citizenId?: CitizenId;
  readonly holder?: Address;
}

/** An admission, as the log tells of it. */
export interface Admission extends Admitted, EventLocation {
  /** The hash of what a signed request told of the applicant; that of a request by transaction stands in the request's event. */
  readonly dossier: string | undefined;
}

/** A term whose citizen can renew it now. */
export interface EndingTerm {
  readonly citizenId: CitizenId;
  /** When the term ends, or ended. From then on the citizen has no vote. */
  readonly until: Moment;
  /** When it is too late to renew. Whoever misses it has to be admitted anew. */
  readonly renewableUntil: Moment;
  readonly isOver: boolean;
}

/** Which terms end soon, or have just ended. */
export interface TermsEnding {
  /** How many citizenships were looked at. */
  readonly lookedAt: Heads;
  /** Those of them that can be renewed now: from 90 days before their end to 90 days after it. */
  readonly ending: readonly EndingTerm[];
}

/** How far a founding is. */
export interface Opening {
  /** How many founding citizens the charter names; theirs are the ids from 1 to this number. */
  readonly founders: Heads;
  readonly foundersIn: Heads;
  readonly isOpen: boolean;
  /** Whether the nation was closed for good because it had not opened. */
  readonly isClosed: boolean;
  /** From then on half of the founding citizens are enough, if they are three. */
  readonly windowEndsAt: Moment;
  /** From when anyone may close a nation that is not open. */
  readonly closableAt: Moment;
  /** When the last founding invitation ends; undefined if there never was one. */
  readonly invitationsEndAt: Moment | undefined;
}

/** What became of an admission. */
export interface Admitted {
  readonly citizenId: CitizenId;
  readonly holder: Address;
  readonly until: Moment;
}

/** A request that its applicant signed, for a registrar to deliver. {@link CitizenshipClient.withdrawRequest} takes it back. */
export interface SignedRequest {
  readonly applicant: Address;
  readonly dossier: string;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A registrar's promise, for the applicant to redeem. */
export interface SignedVoucher {
  readonly applicant: Address;
  readonly dossier: string;
  readonly deadline: Moment;
  readonly registrar: Address;
  readonly signature: string;
}

/** A new account's consent to take over a citizenship. */
export interface SignedAcceptance {
  readonly citizenId: CitizenId;
  readonly newHolder: Address;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A citizen's consent to renew their citizenship, signed by a key: contract accounts renew themselves. It counts once. */
export interface SignedRenewal {
  readonly citizenId: CitizenId;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A delegation that its citizen signed (ERC-5805). */
export interface SignedDelegation {
  readonly to: Address;
  readonly nonce: bigint;
  readonly expiry: Moment;
  readonly signature: string;
}

/** Who carries whose votes after a delegation. */
export interface Delegated extends Change<Address> {
  readonly delegator: Address;
}

interface Sentence {
  readonly citizenId: CitizenId;
  /** Digest of, or reference to, the ruling. */
  readonly rulingId: string;
}

/** Citizenship. */
export interface CitizenshipClient extends ProvisionActions<CitizenshipProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Citizenship;
  readonly events: Events<Citizenship, CitizenshipEventUnits>;

  /** The citizen whose citizenship an account holds, in good standing or not; undefined if it holds none. */
  citizenOf(parameters: { account: Address }): Promise<CitizenId | undefined>;
  /** The citizen whose citizenship an account holds, if active now; undefined otherwise. */
  activeCitizenOf(parameters: { account: Address }): Promise<CitizenId | undefined>;
  /** The first citizenship that ended of the person to whom an account belongs; undefined if none did. */
  formerCitizenOf(parameters: { account: Address }): Promise<CitizenId | undefined>;
  /** Whether a citizen may hold offices and be a juror now: in good standing, within the term and after the waiting period. */
  isActive(parameters: { citizenId: CitizenId }): Promise<boolean>;
  /** Whether a citizen may vote now: within the term and after the waiting period. A suspension takes no vote. */
  mayVote(parameters: { citizenId: CitizenId }): Promise<boolean>;
  citizen(parameters: { citizenId: CitizenId }): Promise<Citizen>;
  /**
   * Citizens, the one admitted last first.
   *
   * @example
   * const { items, cursor } = await nation.citizenship.list({ standing: "active", limit: 50 });
   */
  list(query?: CitizenQuery & PageQuery): Promise<Page<Citizen>>;
  /** Whoever waits at the door, the newest first: open requests, and invitations that nobody took up yet. */
  applicants(query?: ApplicantQuery & PageQuery): Promise<Page<Applicant>>;
  /** Admissions, the newest first. */
  admissions(query?: AdmissionQuery & PageQuery): Promise<Page<Admission>>;
  /** Whose terms end soon, or have just ended, in a range of ids that is everybody's if left out; 200 citizens a request. */
  termsEnding(range?: { readonly first?: CitizenId; readonly last?: CitizenId }): Promise<TermsEnding>;
  /** The present account of whoever holds a citizenship, or held it last; undefined if it was never given. */
  holderOf(parameters: { citizenId: CitizenId }): Promise<Address | undefined>;
  /** The greatest id. Ids run from 1 to this. Those of founding citizens who have not come in have standing `none`. */
  lastCitizenId(): Promise<CitizenId>;
  /** How many citizenships were ever given. */
  admittedCount(): Promise<Heads>;
  /** Whether the nation is open: before that nobody proposes, and only founding citizens come in. */
  isOpen(): Promise<boolean>;
  opening(): Promise<Opening>;
  /** How many citizens the quorums of a vote are measured against whose electorate was fixed at a past moment. */
  quorumBase(parameters: { at: Moment }): Promise<Heads>;
  /** How many citizens a quorum is measured against now. */
  citizenCount(): Promise<Heads>;
  /** When an account's pending request was sent, and until when it is invited. */
  admissionOf(parameters: {
    account: Address;
  }): Promise<{ readonly requestedAt: Moment | undefined; readonly invitedUntil: Moment | undefined }>;
  /** What redeeming a voucher costs now. */
  fee(): Promise<Wei>;
  votesOf(parameters: { citizenId: CitizenId }): Promise<Heads>;
  pastVotesOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<Heads>;
  /** With whom a citizen's vote counted at a past moment. */
  pastDelegateOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<CitizenId>;
  /** The account that carries an account's vote now. */
  delegateOf(parameters: { account: Address }): Promise<Address>;
  /** The passport, as a data URI. */
  passport(parameters: { citizenId: CitizenId }): Promise<string>;

  /** Asks for citizenship. An invited account is admitted at once. */
  readonly requestAdmission: Write<{ readonly dossier?: string }, { readonly admitted: Admitted | undefined }>;
  /** Takes one's own requests back: the one that was sent, and each one that was signed. */
  readonly withdrawRequest: Write<void, { readonly applicant: Address }>;
  /** Invites accounts until a moment. The registrar's. */
  readonly invite: Write<
    { readonly invitees: readonly Address[]; readonly until: Moment },
    { readonly invitees: readonly Address[] }
  >;
  /** Takes invitations back. The registrar's. */
  readonly uninvite: Write<{ readonly invitees: readonly Address[] }, { readonly invitees: readonly Address[] }>;
  /** Admits an applicant who sent a request. The registrar's. */
  readonly admit: Write<{ readonly applicant: Address }, Admitted, bigint>;
  /** Admits applicants who sent requests, all or none. The registrar's. */
  readonly admitBatch: Write<
    { readonly applicants: readonly Address[] },
    { readonly admitted: readonly Admitted[] },
    bigint
  >;
  /** Admits applicants who signed requests, all or none. The registrar's. */
  readonly admitSigned: Write<
    { readonly requests: readonly SignedRequest[] },
    { readonly admitted: readonly Admitted[] },
    bigint
  >;
  /** Takes up citizenship by a registrar's voucher, and pays the fee. */
  readonly redeem: Write<SignedVoucher & { readonly fee: Wei }, Admitted, bigint>;
  /** Prolongs a term, or revives it up to 90 days after its end. The registrar's. */
  readonly renew: Write<
    { readonly citizenId: CitizenId; readonly until: Moment },
    { readonly citizenId: CitizenId } & Change<Moment>
  >;
  /** Renews one's own citizenship, from 90 days before the end of its term to 90 days after it. */
  readonly renewOwn: Write<void, { readonly citizenId: CitizenId } & Change<Moment>>;
  /** Renews the citizenships of those who signed; skips all that cannot be renewed, and contract accounts. Anyone's. */
  readonly renewSigned: Write<
    { readonly renewals: readonly SignedRenewal[] },
    { readonly renewed: readonly CitizenId[] },
    bigint
  >;
  /** Allows so many more admissions in the next 30 days. The government's. */
  readonly allowAdmissions: Write<{ readonly extra: Heads }, { readonly extra: Heads; readonly until: Moment }>;
  /** Halts admissions until a moment, at most for 90 days. The government's. */
  readonly haltAdmissions: Write<{ readonly until: Moment }, { readonly until: Moment }>;
  /** Takes citizens whose term is over out of the total; skips all others. Anyone's. */
  readonly markLapsed: Write<
    { readonly citizenIds: readonly CitizenId[] },
    { readonly marked: readonly CitizenId[] },
    bigint
  >;
  /** Tells those who keep passports that all of them look different now. Anyone's; the nation's profile does it by itself. */
  readonly tellMetadata: Write<void, { readonly from: CitizenId; readonly to: CitizenId }>;
  /** Withdraws all of one's own vouchers with deadlines up to a moment. A registrar's. */
  readonly withdrawVouchers: Write<{ readonly until: Moment }, { readonly registrar: Address; readonly until: Moment }>;
  /** Suspends a citizen, who keeps the vote. Justice's. */
  readonly suspend: Write<Sentence & { readonly until: Moment }, Sentence & { readonly until: Moment }>;
  /** Ends a suspension: justice at any time, anyone once it is over. */
  readonly reinstate: Write<{ readonly citizenId: CitizenId }, { readonly citizenId: CitizenId }>;
  /** Takes a citizenship away. Justice's. */
  readonly revoke: Write<Sentence, Sentence>;
  /** Gives a citizenship that was revoked back to whoever held it last. Justice's. */
  readonly restore: Write<Sentence, Sentence & { readonly holder: Address }>;
  /** Keeps a newcomer's vote asleep that sleeps, or lets it wake. Justice's. */
  readonly keepAsleep: Write<
    { readonly citizenId: CitizenId; readonly isKept: boolean },
    { readonly changed: { readonly citizenId: CitizenId; readonly isKept: boolean } | undefined }
  >;
  /** Gives up one's own citizenship for good. */
  readonly renounce: Write<void, { readonly citizenId: CitizenId }>;
  /** Moves a citizenship to its citizen's new account. The citizen's, whose vote stays awake, or recovery's. */
  readonly move: Write<SignedAcceptance, { readonly citizenId: CitizenId } & Change<Address>>;
  /** Wakes the vote of a citizenship that others moved, or that came back late, once the waiting period is over. Anyone's. */
  readonly wake: Write<{ readonly citizenId: CitizenId }, { readonly citizenId: CitizenId }>;
  /** Delegates one's vote to another citizen; to oneself to take it back. */
  readonly delegate: Write<{ readonly to: Address }, { readonly changed: Delegated | undefined }>;
  /** Delivers a signed delegation. */
  readonly delegateBySignature: Write<SignedDelegation, { readonly changed: Delegated | undefined }>;

  /** Closes a nation that has not opened 90 days after its creation: for good. Anyone's. */
  readonly close: Write<void, { readonly foundersIn: Heads; readonly founders: Heads }>;

  /** Signs a request for citizenship as the connected account. It counts until `withdrawRequest`. */
  signRequest(parameters: { dossier?: string; deadline: Moment }): Promise<SignedRequest>;
  /** Signs a voucher as a registrar. */
  signVoucher(parameters: { applicant: Address; dossier?: string; deadline: Moment }): Promise<SignedVoucher>;
  /** Signs a delegation as a citizen. */
  signDelegation(parameters: { to: Address; expiry: Moment }): Promise<SignedDelegation>;
  /** Consents to renew one's own citizenship, whose term is the present one. Only a key's signature counts. */
  signRenewal(parameters: { citizenId: CitizenId; deadline: Moment }): Promise<SignedRenewal>;
  /** Consents to take a citizenship over, as its citizen's new account. */
  signAcceptance(parameters: { citizenId: CitizenId; deadline: Moment }): Promise<SignedAcceptance>;
}
