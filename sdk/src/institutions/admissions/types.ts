import type { Address } from "../../core/address";
import type { Moment, Wei } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { ValidatorNumber } from "./units";

/** What an application says: acts name it in full. */
export interface Application {
  /** The account that is to hold the citizenship. */
  readonly applicant: Address;
  /** Who pays, and gets back what is owed. */
  readonly payer: Address;
  /** The applicant's nonce at the citizenship. */
  readonly nonce: number;
  /** Digest of the encrypted evidence, 32 bytes in hexadecimal. */
  readonly dossier: string;
  /** Digest that stands for the person, 32 bytes in hexadecimal. */
  readonly uniqueness: string;
}

/** How far an application is, in the contract's order. */
export const applicationPhases = [
  "none",
  "open",
  "rejected",
  "withdrawn",
  "expired",
  "admitted",
  "settled",
  "false",
] as const;

/** How far an application is. */
export type ApplicationPhase = (typeof applicationPhases)[number];

/** Where an application stands. */
export interface ApplicationStanding {
  readonly phase: ApplicationPhase;
  /** Until when it can be decided or admitted. */
  readonly deadline: Moment;
  readonly fee: Wei;
  readonly bond: Wei;
  /** The citizenship that it led to; undefined before. */
  readonly citizenId: CitizenId | undefined;
  /** The validators who attested. */
  readonly validatorIds: readonly CitizenId[];
  /** How many of their attestations count: not those of who was dismissed, for example. */
  readonly counted: number;
  /** How many validators refused. */
  readonly refusedBy: number;
  /** How strong the proof of personhood is, 1 or 2; 0 without one. */
  readonly level: number;
}

/** An application with its id, and where it stands. */
export interface ListedApplication extends ApplicationStanding {
  readonly id: string;
  readonly application: Application;
}

/** Which applications to list: those that are all of this. */
export interface ApplicationQuery {
  readonly applicant?: Address;
  readonly uniqueness?: string;
  readonly phase?: ApplicationPhase;
}

/** A validator. */
export interface Validator {
  readonly number: ValidatorNumber;
  readonly citizenId: CitizenId;
  /** When the accreditation ends or ended. */
  readonly until: Moment;
  readonly bond: Wei;
  readonly openAttestations: number;
  readonly lastAttestedAt: Moment | undefined;
  /** Dismissed, or attested to a false admission. */
  readonly isDisowned: boolean;
}

/** For whom a uniqueness digest stands. */
export interface DigestStanding {
  readonly citizenId: CitizenId | undefined;
  /** How many applications named it. */
  readonly applications: number;
  readonly isFinal: boolean;
  readonly isFreed: boolean;
}

/** An applicant's consent, for a sponsor to hand in. */
export interface SignedConsent {
  readonly application: Application;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A validator's attestation, for anyone to hand in. */
export interface SignedAttestation {
  readonly number: ValidatorNumber;
  readonly signature: string;
}

/** What an applicant gives. */
export interface Evidence {
  /** Digest of the encrypted dossier, 32 bytes in hexadecimal. */
  readonly dossier: string;
  /** Digest that stands for the person, 32 bytes in hexadecimal. */
  readonly uniqueness: string;
}

/** An application as it was filed. */
export interface FiledApplication {
  readonly id: string;
  readonly application: Application;
  readonly fee: Wei;
  readonly bond: Wei;
  readonly deadline: Moment;
}

/** What an application costs. */
export interface ApplicationCost {
  readonly fee: Wei;
  /** What comes back when the waiting period is over. */
  readonly bond: Wei;
  readonly total: Wei;
}

/** An application that an act is about. */
export interface OfApplication {
  readonly application: Application;
}

/** An admission: with the applicant's signed request, unless the applicant sent one to the citizenship. */
export interface AdmissionTerms extends OfApplication {
  readonly request?: { readonly deadline: Moment; readonly signature: string };
}

/** A validator of an act. */
export interface ValidatorAct {
  readonly citizenId: CitizenId;
  readonly number: ValidatorNumber;
}
