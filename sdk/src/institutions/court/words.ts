import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("court", {
  sentences: {
    claim: "Pay {account} what the court owes it in {asset}",
    takeRefund: "Take back what the jurors of case {caseId} did not earn",
    claimForCitizen: "Pay {citizenId} what the court owes in {asset}",
    settle: "Pay out the fees of round {round} of case {caseId}",
    fundAppeal: "Contribute {value} to the appeal of case {caseId}, for choice {choice}",
    appeal: "Appeal the ruling of case {caseId}, with {value}",
    settleContribution:
      "Pay back what {contributor} contributed to round {round} of case {caseId}, for choice {choice}",
    createDispute: "Bring a case with {choices} choices before the court, for {value}",
    submitEvidence: "Submit evidence in case {caseId}: {evidence}",
    advance: "Move case {caseId} on",
    draw: "Draw jurors for case {caseId}",
    requestAgain: "Ask again for the random seed of case {caseId}",
    execute: "Deliver the ruling of case {caseId}",
    recuse: "Recuse oneself from case {caseId}",
    voteInPlenary: "Vote for choice {choice} in the plenary of case {caseId}: {justification}",
    commit: "Hand in a sealed vote in case {caseId}",
    reveal: "Reveal a vote for choice {choice} in case {caseId}: {justification}",
    appointRandomness: "Draw jurors of cases to come by another source of randomness: {newRandomness}",
    setAuthority: "Put the court under another authority: {newAuthority}",
  },
  kinds: { round: "id", choice: "id", choices: "count" },
  provisions: {
    evidencePeriod: ["the time for evidence", "a time for evidence"],
    commitPeriod: ["the time to hand in sealed votes", "a time to hand in sealed votes"],
    revealPeriod: ["the time to reveal votes", "a time to reveal votes"],
    appealPeriod: ["the time to appeal", "a time to appeal"],
    seatFee: ["the fee for each seat of a panel", "a fee for each seat of a panel"],
    fastEvidencePeriod: ["the time for evidence on the fast track", "a time for evidence on the fast track"],
    fastCommitPeriod: [
      "the time to hand in sealed votes on the fast track",
      "a time to hand in sealed votes on the fast track",
    ],
    fastRevealPeriod: ["the time to reveal votes on the fast track", "a time to reveal votes on the fast track"],
    fastAppealPeriod: ["the time to appeal on the fast track", "a time to appeal on the fast track"],
    fastSeatFee: ["the fee for each seat on the fast track", "a fee for each seat on the fast track"],
    panelQuorum: ["the quorum of a panel", "a quorum of a panel"],
    plenaryPeriod: ["the length of a plenary", "a length of a plenary"],
    plenaryQuorum: ["the quorum of a plenary", "a quorum of a plenary"],
  },
  seen: {
    createDispute: "Everybody can see for good who brought the case, and all that is handed in.",
    submitEvidence: "Everybody can read the evidence for good. Nobody can take it back.",
    recuse: "Everybody can see that you stepped aside.",
    commit: "Others see that you voted, and not how, until you reveal it.",
    reveal: "Everybody can see for good how you voted, and why.",
    voteInPlenary: "Everybody can see for good how you voted, and why. You cannot change it.",
    fundAppeal: "Everybody can see how much you give, and for which side.",
  },
  returned: {
    createDispute: "The court's fees of {value} do not come back.",
    fundAppeal:
      "If the side wins, what you give comes back with a share of what the losing sides gave. If it loses, it is gone. If no appeal comes about, it comes back.",
    appeal:
      "If the side wins, what you give comes back with a share of what the losing sides gave. If it loses, it is gone. If no appeal comes about, it comes back.",
  },
});
