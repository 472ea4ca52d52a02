import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("agreements", {
  sentences: {
    open: "Open an agreement between {parties}, to be signed by {signBy}: {text}",
    sign: "Sign agreement {agreementId} as party {party}",
    lapse: "End agreement {agreementId}, which was not signed in time",
    complete: "Pay out agreement {agreementId}, which was performed",
    settle: "Settle agreement {agreementId} as all parties agree",
    divide: "Divide what agreement {agreementId} holds, as the court ruled",
    claim: "Pay {account} what agreements owe it in {asset}",
    claimForCitizen: "Pay {citizenId} what agreements owe in {asset}",
    decline: "Decline agreement {agreementId} as party {party}",
    declarePerformed: "Declare agreement {agreementId} performed as party {party}: {statement}",
    retractOffers: "Take back the offers to settle agreement {agreementId} as party {party}",
    dispute: "Bring agreement {agreementId} before the court as party {party}: {statement}",
    answer: "Answer the dispute over agreement {agreementId} as party {party}: {statement}",
    concede: "Change the demand on agreement {agreementId} as party {party}",
    rule: "Record ruling {ruling} on the agreement of case {caseId}",
  },
  kinds: { agreementId: "id", party: "id", ruling: "id" },
  seen: {
    open: "Everybody can read the whole text for good, and who its parties are.",
    declarePerformed: "Everybody can read for good what you declare.",
    settle: "Everybody can see which division the parties agreed to.",
    dispute: "Everybody can read for good what you demand, and why.",
    answer: "Everybody can read for good what you demand, and why.",
    concede: "Everybody can see what you demanded before, and what you demand now.",
  },
  returned: {
    sign: "What you lock comes back as the agreement, a settlement or the court divides it, and all of it if not everybody signs in time.",
    dispute: "The court's fees do not come back. What is locked is divided as the court rules.",
  },
});
