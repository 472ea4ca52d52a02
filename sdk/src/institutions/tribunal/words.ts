import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("tribunal", {
  sentences: {
    claim: "Pay {account} what the tribunal owes it in {asset}",
    claimForCitizen: "Pay {citizenId} what the tribunal owes in {asset}",
    collectFine: "Collect what {citizenId} still owes of a fine",
    recognise: "Recognise the person whose citizenship was {formerId}",
    challenge: "Challenge {citizenId} before the court for {ground}, at a cost of {value}: {statement}",
    enforce: "Carry out the ruling of case {caseId}",
    answer: "Answer the challenge of case {caseId}: {statement}",
    reopen: "Bring case {caseId} before the plenary again, at a cost of {value}: {statement}",
    refund: "Have given back what is due of the fees of case {caseId}",
    lift: "Lift what remains of a suspension that case {caseId} imposed and the plenary overruled",
    wake: "Let the vote wake that case {caseId} kept asleep",
    wakeCitizen: "Let the vote of {citizenId} wake, which no challenge keeps asleep",
    rule: "Record ruling {ruling} on the challenge of case {caseId}",
    impose: "Carry out a sanction of case {caseId} on {citizenId}",
    setAuthority: "Put the tribunal under another authority: {newAuthority}",
  },
  kinds: {
    ruling: "id",
    ground: ["being two citizens", "a false dossier", "having died", "an offence"],
  },
  provisions: {
    challengeBond: ["the bond of a challenge", "a bond of a challenge"],
    coolOff: ["the time before a challenge can be repeated", "a time before a challenge can be repeated"],
    maxFine: ["the highest fine", "a highest fine"],
    maxSuspension: ["the longest suspension", "a longest suspension"],
    monthlyEndings: ["the limit of citizenships ended in a month", "a limit of citizenships ended in a month"],
  },
  seen: {
    challenge: "Everybody can read the challenge for good, also if the court dismisses it.",
    answer: "Everybody can read the answer for good.",
    reopen: "Everybody can read for good what you have to say.",
  },
  returned: {
    challenge:
      "What the court does not use of its fees comes back. The bond comes back unless the court dismisses the challenge.",
    reopen: "The court's fees do not come back.",
  },
});
