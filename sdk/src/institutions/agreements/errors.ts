import { NationError } from "../../core/errors";
import { agreementMessages } from "./messages";
import type { AgreementId } from "./units";

const { say } = agreementMessages;

/** The log holds no such agreement. */
export class UnknownAgreementError extends NationError {
  static override readonly kind: string = "UnknownAgreementError";
  override readonly name = "UnknownAgreementError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId) {
    super(say("UnknownAgreementError", { agreementId }), say("UnknownAgreementError.advice"));
    this.agreementId = agreementId;
  }
}

/** The account is no party to the agreement. */
export class NotAPartyError extends NationError {
  static override readonly kind: string = "NotAPartyError";
  override readonly name = "NotAPartyError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId, account: string, accounts: readonly string[]) {
    super(say("NotAPartyError", { account, agreementId }), say("NotAPartyError.advice", { accounts }));
    this.agreementId = agreementId;
  }
}

/** The court has not ruled on the agreement. */
export class NotRuledError extends NationError {
  static override readonly kind: string = "NotRuledError";
  override readonly name = "NotRuledError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId) {
    super(say("NotRuledError", { agreementId }), say("NotRuledError.advice"));
    this.agreementId = agreementId;
  }
}

/** The party has stated no demand to the court. */
export class NoDemandError extends NationError {
  static override readonly kind: string = "NoDemandError";
  override readonly name = "NoDemandError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId, party: number) {
    super(say("NoDemandError", { party, agreementId }), say("NoDemandError.advice"));
    this.agreementId = agreementId;
  }
}
