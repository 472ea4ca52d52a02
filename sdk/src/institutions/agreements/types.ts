import type { Address } from "../../core/address";
import type { Events, LogRange } from "../../core/events";
import type { Page, PageQuery } from "../../core/pages";
import type { Moment, Wei } from "../../core/units";
import type { AsyncWrite, Write } from "../../core/write";
import type { Agreements } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import type { Money } from "../coin/money";
import type { Civic } from "../coin/units";
import type { EvidenceStatement, PublishedEvidence } from "../court/evidence";
import type { CaseId } from "../court/units";
import type { Payouts } from "../payouts";
import type { AgreementsEventUnits } from "./events";
import type { AgreementOutcome } from "./phases";
import type { AgreementQuery } from "./list";
import type { Agreement, OfAgreement, OpenedAgreement } from "./records";
import type { AgreementTerms } from "./terms";
import type { AgreementId } from "./units";

/** An act of a party. */
export interface OfParty extends OfAgreement {
  /** Whose; the one that acts from the connected account if left out. */
  readonly party?: number;
}

/** A party's signature under an agreement, for anyone to hand in. */
export interface SignedAgreement {
  readonly agreementId: AgreementId;
  readonly party: number;
  readonly signature: string;
}

/** A division of the collateral, and until when the offer is good. */
export interface SettlementTerms extends OfAgreement {
  /** What each party gets, before tax. */
  readonly division: readonly Money[];
  /**
   * From when on it can be approved. If left out, that of the approvals that are handed in, that of the offer that stands, or else
   * now. What two sign apart must name the same moments: name those of the first one's approval.
   */
  readonly validFrom?: Moment;
  /**
   * Until when it can be approved and takes effect, at most 90 days from when it is made. If left out, that of the approvals that are handed in,
   * that of the offer of the same division that stands, or else a week from now.
   */
  readonly validUntil?: Moment;
}

/**
 * A party's signed approval of a settlement. It ends with the offer's time, a withdrawal, a declaration of performance, and the court's
 * next votes.
 */
export interface SignedApproval {
  readonly party: number;
  readonly signature: string;
  /** When it was signed: the offer is good from then on. */
  readonly validFrom: Moment;
  readonly validUntil: Moment;
  /** The nonce of offers as it was signed. */
  readonly nonce: number;
}

/** An offer to settle that stands: parties have approved of it by transaction, and others have not yet. */
export interface StandingOffer {
  readonly division: readonly Money[];
  readonly validFrom: Moment;
  readonly validUntil: Moment;
  /** Whether each party has approved. */
  readonly approvals: readonly boolean[];
}

/** What a party says to the court: in words, or as evidence of any kind. */
export type Statement = string | EvidenceStatement | PublishedEvidence;

/** A party's demand before the court. */
export interface DemandTerms extends OfParty {
  /** What each party should get of the collateral. */
  readonly demand: readonly Money[];
  /** Why. */
  readonly statement: Statement;
}

/** A party has signed. */
export interface SignedParty {
  readonly agreementId: AgreementId;
  readonly party: number;
  readonly account: Address;
  readonly locked: Money;
  /** Whether all have signed now. */
  readonly isBinding: boolean;
}

/** An agreement has ended. */
export interface EndedAgreement {
  readonly agreementId: AgreementId;
  readonly outcome: AgreementOutcome;
  /** What each party got, before tax. */
  readonly division: readonly Money[];
  /** The tax on what changed hands, of civic coin. */
  readonly tax: Civic;
}

/** A demand was stated, or moved. */
export interface StatedDemand {
  readonly agreementId: AgreementId;
  readonly party: number;
  readonly demand: readonly Money[];
  /** The settlement in the middle, where all demands have met. */
  readonly ended: EndedAgreement | undefined;
}

/**
 * Texts that parties sign, with collateral that performance, a settlement or the court divides. Acts find what an agreement is
 * about in the log: name the block to begin `from` where a node does not look through all of it.
 */
export interface AgreementsClient extends Payouts {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Agreements;
  readonly events: Events<Agreements, AgreementsEventUnits>;

  /** Everything of one agreement. */
  agreement(parameters: OfAgreement): Promise<Agreement>;
  /**
   * Agreements as they were opened, and where they stand, the newest first.
   *
   * @example
   * const { items, cursor } = await nation.agreements.list({ account, phase: ["open", "binding"] });
   */
  list(query?: AgreementQuery & PageQuery): Promise<Page<OpenedAgreement>>;
  agreementCount(): Promise<number>;
  /** The agreement that a case before the court is about; undefined if it is about none. */
  agreementOf(parameters: { caseId: CaseId }): Promise<AgreementId | undefined>;
  /**
   * What a party sends to bring an agreement before the court now: the k-th open case of a person costs 2^(k-1) times the court's price,
   * and the fee locks pay the first instance as far as they have it.
   */
  disputeCost(parameters: OfParty): Promise<Wei>;
  /** Whether each party has approved of a settlement by transaction, while others have not approved of it yet. */
  approvalsOf(parameters: SettlementTerms): Promise<boolean[]>;
  /** The offers to settle that stand, the oldest first. */
  offers(parameters: OfAgreement): Promise<StandingOffer[]>;

  /** Opens an agreement for signature. Anyone's. */
  readonly open: Write<
    AgreementTerms,
    { readonly agreementId: AgreementId; readonly citizenIds: readonly (CitizenId | undefined)[] },
    bigint
  >;
  /** Signs, and locks what the party must: coin and tokens out of an allowance to {@link address}, native coin with the call. */
  readonly sign: AsyncWrite<OfParty, SignedParty>;
  /** Hands in a party's signature. Anyone's; whoever does pays what is locked of native coin. */
  readonly submitSignature: AsyncWrite<SignedAgreement & LogRange, SignedParty>;
  /** Ends an agreement that is not binding yet. A party's. */
  readonly decline: AsyncWrite<OfParty, EndedAgreement>;
  /** Ends an agreement whose time has passed. Anyone's. */
  readonly lapse: AsyncWrite<OfAgreement, EndedAgreement>;
  /** Declares the agreement performed; others can dispute that for a time. A party's. */
  readonly declarePerformed: AsyncWrite<
    OfParty & { readonly statement: string },
    { readonly agreementId: AgreementId; readonly party: number; readonly statement: string }
  >;
  /** Pays out what was performed and not disputed. Anyone's. */
  readonly complete: AsyncWrite<OfAgreement, EndedAgreement>;
  /** Approves of a division, for the connected account and for those whose approvals are handed in. */
  readonly settle: AsyncWrite<
    SettlementTerms & { readonly approvals?: readonly SignedApproval[] },
    { readonly approved: readonly number[]; readonly ended: EndedAgreement | undefined },
    boolean
  >;
  /** Ends all offers to settle, however they were given. A party's. */
  readonly retractOffers: AsyncWrite<OfParty, { readonly agreementId: AgreementId; readonly party: number }>;
  /** Brings the agreement before the court, pays exactly what that costs, and states the first demand. A party's. */
  readonly dispute: AsyncWrite<DemandTerms, StatedDemand & { readonly caseId: CaseId }, bigint>;
  /** Answers the first demand by another. A party's. */
  readonly answer: AsyncWrite<DemandTerms, StatedDemand>;
  /** Moves a demand towards the others': less for oneself, and for nobody else. Demands that meet are settled. A party's. */
  readonly concede: AsyncWrite<Omit<DemandTerms, "statement">, StatedDemand>;
  /** Divides the collateral as the court ruled. Anyone's. */
  readonly divide: AsyncWrite<OfAgreement, EndedAgreement>;

  /** Signs an agreement for others to hand in. What is locked of coin and tokens still takes an allowance. */
  signatureFor(parameters: OfParty): Promise<SignedAgreement>;
  /** Signs the approval of a settlement for others to hand in. */
  approvalFor(parameters: SettlementTerms & { readonly party?: number }): Promise<SignedApproval>;
}
