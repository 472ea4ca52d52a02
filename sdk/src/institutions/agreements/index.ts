export { agreementsClient } from "./client";
export * from "./errors";
export * from "./types";
export type {
  Agreement,
  AgreementOutcome,
  AgreementParty,
  AgreementPhase,
  AgreementSearch,
  OfAgreement,
  OpenedAgreement,
} from "./records";
export type { AgreementTerms, PartyTerms } from "./terms";
