import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("agreements", {
  sentences: {
    AgreementOpened: "{opener} opened agreement {agreementId} for signature: {text}.",
    PartyNamed: "{account} is named as party {party} of agreement {agreementId}.",
    AgreementSigned: "{account} signed agreement {agreementId} as party {party}.",
    AgreementBound: "Agreement {agreementId} binds its parties.",
    PerformanceDeclared: "Party {party} declared agreement {agreementId} performed: {statement}.",
    SettlementApproved:
      "Party {party} of agreement {agreementId} approved of a settlement, which is good until {validUntil}.",
    OffersRetracted: "Party {party} took back the offers to settle agreement {agreementId}.",
    AgreementDisputed: "Party {party} brought agreement {agreementId} before the court, as case {caseId}.",
    DemandStated: "Party {party} told the court how to divide agreement {agreementId}.",
    AgreementEnded: "Agreement {agreementId} has ended: {outcome}.",
    FeesHandedOut: "The fees that the parties of agreement {agreementId} had locked were handed out.",
    GainTaxed: "Party {party} of agreement {agreementId} paid a tax of {tax}.",
  },
  kinds: {
    agreementId: "id",
    party: "id",
    tax: "civic",
    validUntil: "moment",
    outcome: [
      "none",
      "open",
      "binding",
      "disputed",
      "ruled",
      "a party declined",
      "its time passed",
      "it was performed",
      "the parties settled",
      "it was divided as the court ruled",
    ],
  },
});
