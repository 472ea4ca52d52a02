import type { Address } from "../../core/address";
import type { Events } from "../../core/events";
import type { Moment } from "../../core/units";
import type { Change, Write } from "../../core/write";
import type { Attestations } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import type { AttestationsEventUnits } from "./events";
import type { SchemaId } from "./units";

/** What attestations of a kind say, and who may make them. */
export interface AttestationSchema {
  /** The contract that each attestation asks first, if there is one. */
  readonly resolver: Address | undefined;
  /** How many attesters it takes. */
  readonly quorum: number;
  readonly isRevocable: boolean;
}

/** Whom an attestation is about: an account, or a citizen, whatever the key. */
export type AttestationSubject = { readonly account: Address } | { readonly citizenId: CitizenId };

/** What is attested. */
export interface AttestationContent {
  readonly schemaId: SchemaId;
  readonly about: AttestationSubject;
  /** As the schema defines it, in 0x-hexadecimal: a digest where it is private. */
  readonly data: string;
  /** When it ends; never if left out. */
  readonly expiration?: Moment;
  /** Another attestation that it refers to. */
  readonly refUid?: string;
  /** Any number, to attest the same again; 0 if left out. */
  readonly salt?: bigint;
}

/** An attester's consent, for others to send. */
export interface SignedApproval {
  readonly attester: Address;
  readonly deadline: Moment;
  readonly signature: string;
}

/** An attestation. */
export interface AttestationRecord {
  readonly schemaId: SchemaId;
  readonly attestedAt: Moment;
  readonly expiration: Moment | undefined;
  readonly revokedAt: Moment | undefined;
  readonly attesters: readonly CitizenId[];
}

/** An attestation in the fields of the Ethereum Attestation Service, for software that knows these. Moments are in seconds; 0 is none. */
export interface EasAttestation {
  readonly uid: string;
  /** The schema's id as EAS computes it, from definition, resolver and revocability. */
  readonly schema: string;
  readonly time: bigint;
  readonly expirationTime: bigint;
  /** When it was revoked, or when an attester's past was disowned: whichever came first. */
  readonly revocationTime: bigint;
  readonly refUID: string;
  readonly recipient: Address;
  /** The present account of the first attester. */
  readonly attester: Address;
  readonly revocable: boolean;
  readonly data: string;
}

/** The attestations of a nation. */
export interface AttestationsClient {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Attestations;
  readonly events: Events<Attestations, AttestationsEventUnits>;

  schemaCount(): Promise<number>;
  /** @throws RevertError if there is no such schema. */
  schemaOf(parameters: { schemaId: SchemaId }): Promise<AttestationSchema>;
  /** Until when a citizen may attest, up to when what was attested counts no longer, and of which round approvals count. */
  accreditationOf(parameters: {
    schemaId: SchemaId;
    citizenId: CitizenId;
  }): Promise<{ readonly until: Moment | undefined; readonly disownedAt: Moment | undefined; readonly round: number }>;
  /** Undefined if there is none. */
  attestationOf(parameters: { uid: string }): Promise<AttestationRecord | undefined>;
  /** The id that something has, or would have, as an attestation. */
  uidOf(parameters: AttestationContent): Promise<string>;
  /** Whether an attestation counts now. */
  isValid(parameters: { uid: string }): Promise<boolean>;
  /** An attestation as EAS has it; undefined if there is none. It is looked for in the log, from a block on if one is given. */
  easOf(parameters: { uid: string; from?: number }): Promise<EasAttestation | undefined>;

  /** Registers a schema. The government's. */
  readonly registerSchema: Write<
    AttestationSchema & { readonly definition: string },
    { readonly schemaId: SchemaId },
    bigint
  >;
  /** Lets a citizen attest until a moment; a past one ends that. The government's. */
  readonly accredit: Write<
    { readonly schemaId: SchemaId; readonly citizenId: CitizenId; readonly until: Moment },
    Change<Moment>
  >;
  /** Lets nothing count that a citizen has attested so far. The government's. */
  readonly disown: Write<
    { readonly schemaId: SchemaId; readonly citizenId: CitizenId; readonly reasons: string },
    { readonly citizenId: CitizenId }
  >;
  /** Attests, all or nothing. An accredited citizen's. */
  readonly attest: Write<{ readonly contents: readonly AttestationContent[] }, { readonly uids: readonly string[] }>;
  /** Attests as attesters signed. Anyone's. */
  readonly attestSigned: Write<
    AttestationContent & { readonly approvals: readonly SignedApproval[] },
    { readonly uid: string },
    string
  >;
  /** Makes void what the connected account has signed under a schema, and nobody has sent. An attester's. */
  readonly cancelApprovals: Write<{ readonly schemaId: SchemaId }, { readonly citizenId: CitizenId }>;
  /** Revokes attestations, all or nothing. An attester's. */
  readonly revoke: Write<{ readonly uids: readonly string[] }, { readonly uids: readonly string[] }>;
  /** Revokes an attestation as an attester signed. Anyone's. */
  readonly revokeSigned: Write<SignedApproval & { readonly uid: string }, { readonly uid: string }>;

  /** Approves of an attestation as an attester. The connected account signs. */
  signAttestation(parameters: AttestationContent & { deadline: Moment }): Promise<SignedApproval>;
  /** Revokes an attestation as an attester, for others to send. */
  signRevocation(parameters: { uid: string; deadline: Moment }): Promise<SignedApproval & { readonly uid: string }>;
}
