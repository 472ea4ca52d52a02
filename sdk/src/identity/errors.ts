import { NationError } from "../core/errors";
import type { Message } from "../core/messages";
import { identityMessages } from "./messages";

const { say } = identityMessages;

type Template = keyof typeof identityMessages.sentences;

/** Both sentences of a fault. All of one area take the same place. */
const sentences = (area: string, fault: string, args: Readonly<Record<string, string>>): [Message, Message] => {
  const key = `${area}.${fault}` as Template;
  const any = say as (key: Template, args: Readonly<Record<string, string>>) => Message;
  return [any(key, args), any(`${key}.advice` as Template, args)];
};

/** Why an identifier does not do. */
export type DidFault = "unresolved" | "deactivated" | "noDossierKey";

/** An identifier does not resolve, or lacks what is needed. */
export class DidError extends NationError {
  static override readonly kind: string = "DidError";
  override readonly name = "DidError";
  readonly fault: DidFault;
  readonly did: string;

  constructor(details: { fault: DidFault; did: string; reason?: string; cause?: unknown }) {
    const { fault, did, reason = "", cause } = details;
    super(...sentences("Did", fault, { did, reason }), { cause });
    this.fault = fault;
    this.did = did;
  }
}

/** Why a credential, or a presentation of it, is refused. */
export type CredentialFault =
  | "malformed"
  | "signature"
  | "issuer"
  | "nation"
  | "type"
  | "unanchored"
  | "revoked"
  | "expired"
  | "early"
  | "disowned"
  | "holder"
  | "disclosure"
  | "nonce"
  | "replayed"
  | "late"
  | "audience"
  | "missing";

/** A credential does not count, or not so. */
export class CredentialRefusedError extends NationError {
  static override readonly kind: string = "CredentialRefusedError";
  override readonly name = "CredentialRefusedError";
  readonly fault: CredentialFault;
  /** What was found. */
  readonly detail: string;

  constructor(details: { fault: CredentialFault; detail: string; cause?: unknown }) {
    const { fault, detail, cause } = details;
    super(...sentences("Credential", fault, { detail }), { cause });
    this.fault = fault;
    this.detail = detail;
  }
}

/** Why a domain is not shown to be the nation's. */
export type DomainFault = "none" | "other" | "unnamed" | "unreachable" | "unproven";

/** Domain and nation do not prove each other. */
export class DomainRefusedError extends NationError {
  static override readonly kind: string = "DomainRefusedError";
  override readonly name = "DomainRefusedError";
  readonly fault: DomainFault;
  readonly detail: string;

  constructor(details: { fault: DomainFault; detail?: string; cause?: unknown }) {
    const { fault, detail = "", cause } = details;
    super(...sentences("Domain", fault, { detail }), { cause });
    this.fault = fault;
    this.detail = detail;
  }
}

/** What keeps a dossier from being kept or opened. */
export type DossierFault = "absent" | "changed" | "sealed" | "unreadable" | "other" | "store" | "receipt";

/** A dossier cannot be kept, opened or accounted for. */
export class DossierError extends NationError {
  static override readonly kind: string = "DossierError";
  override readonly name = "DossierError";
  readonly fault: DossierFault;
  readonly detail: string;

  constructor(details: { fault: DossierFault; detail: string; cause?: unknown }) {
    const { fault, detail, cause } = details;
    super(...sentences("Dossier", fault, { detail }), { cause });
    this.fault = fault;
    this.detail = detail;
  }
}

/** Why a check of a person gave nothing that counts. */
export type KycFault = "refused" | "late" | "signature" | "attester" | "other";

/** A provider did not confirm a person, or what is shown as its result is none. */
export class KycError extends NationError {
  static override readonly kind: string = "KycError";
  override readonly name = "KycError";
  readonly fault: KycFault;
  readonly detail: string;

  constructor(details: { fault: KycFault; detail: string; cause?: unknown }) {
    const { fault, detail, cause } = details;
    super(...sentences("Kyc", fault, { detail }), { cause });
    this.fault = fault;
    this.detail = detail;
  }
}
