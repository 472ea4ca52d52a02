import { NationError } from "../../core/errors";
import type { AgreementId } from "./units";

/** The log holds no such agreement. */
export class UnknownAgreementError extends NationError {
  static override readonly kind: string = "UnknownAgreementError";
  override readonly name = "UnknownAgreementError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId) {
    super(
      `The log holds no agreement ${agreementId}.`,
      "Check the number, and that the search begins before the block in which it was opened.",
    );
    this.agreementId = agreementId;
  }
}

/** The account is no party to the agreement. */
export class NotAPartyError extends NationError {
  static override readonly kind: string = "NotAPartyError";
  override readonly name = "NotAPartyError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId, account: string, accounts: readonly string[]) {
    super(
      `${account} is no party to agreement ${agreementId}.`,
      `Its parties act from ${accounts.join(", ")}: connect with one of these, or name the party that you act for.`,
    );
    this.agreementId = agreementId;
  }
}

/** The court has not ruled on the agreement. */
export class NotRuledError extends NationError {
  static override readonly kind: string = "NotRuledError";
  override readonly name = "NotRuledError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId) {
    super(
      `No ruling on agreement ${agreementId} waits to be carried out.`,
      "Read the agreement: if it is in dispute, have the court's last ruling delivered first.",
    );
    this.agreementId = agreementId;
  }
}

/** The party has stated no demand to the court. */
export class NoDemandError extends NationError {
  override readonly name = "NoDemandError";
  readonly agreementId: AgreementId;

  constructor(agreementId: AgreementId, party: number) {
    super(
      `Party ${party} has stated no demand on agreement ${agreementId}.`,
      "State one by dispute() or answer() first; concede() moves it.",
    );
    this.agreementId = agreementId;
  }
}
