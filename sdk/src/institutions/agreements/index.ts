export { agreementsClient } from "./client";
export * from "./errors";
export type { AgreementQuery } from "./list";
export * from "./types";
export type { Agreement, AgreementParty, OfAgreement, OpenedAgreement } from "./records";
export type { AgreementTerms, PartyTerms } from "./terms";
export * from "./units";
export type { AgreementOutcome, AgreementPhase } from "./phases";
export { agreementsSignedTypes } from "./signatures";
