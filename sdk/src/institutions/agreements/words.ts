import { callWords } from "../../core/call-words";

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
});
