import { catalogue } from "../../core/messages";

/** What the errors about agreements say: what happened by the class, what to do by the class and `.advice`. */
export const agreementMessages = /* @__PURE__ */ catalogue("agreements", {
  UnknownAgreementError: "The log holds no agreement {agreementId}.",
  "UnknownAgreementError.advice":
    "Check the number, and that the search begins before the block in which it was opened.",
  NotAPartyError: "{account} is no party to agreement {agreementId}.",
  "NotAPartyError.advice":
    "Its parties act from {accounts}: connect with one of these, or name the party that you act for.",
  NotRuledError: "No ruling on agreement {agreementId} waits to be carried out.",
  "NotRuledError.advice": "Read the agreement: if it is in dispute, have the court's last ruling delivered first.",
  NoDemandError: "Party {party} has stated no demand on agreement {agreementId}.",
  "NoDemandError.advice": "State one by dispute() or answer() first; concede() moves it.",
});
