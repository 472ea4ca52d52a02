import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("tribunal", {
  sentences: {
    ChallengeOpened: "{challenger} challenged {citizenId}, in case {caseId}: {statement}.",
    ChallengeAnswered: "{citizenId} answered the challenge in case {caseId}: {statement}.",
    ChallengeReopened:
      "{account} had the challenge of {citizenId} in case {caseId} opened again, as case {reopenedAs}: {statement}.",
    ChallengeDecided: "The challenge of {citizenId} in case {caseId} is decided: {outcome}.",
    SanctionCarriedOut: "A sanction of case {caseId} against {citizenId} was carried out.",
    SanctionFailed: "A sanction of case {caseId} against {citizenId} could not be carried out.",
    SanctionMoot: "A sanction of case {caseId} against {citizenId} has nothing left to take effect on.",
    FineImposed: "{citizenId} was fined {amount}, in case {caseId}.",
    FineCollected:
      "{citizenId} paid a fine with {fromStake} of stake and {fromBond} of a juror's bond: {unpaid} stay owed.",
    FineRemitted:
      "{citizenId} no longer owes {amount} of the fine of case {caseId}, since the plenary decided otherwise.",
    PersonRecognised: "{citizenId} serves the rest of the suspension of {formerId}, until {until}.",
  },
  kinds: {
    reopenedAs: "id",
    amount: "civic",
    fromStake: "civic",
    fromBond: "civic",
    unpaid: "civic",
    outcome: ["none", "pending", "the court refused to decide", "dismissed", "founded, with a reprimand", "granted"],
    "Credited.amount": { of: "asset" },
    "Claimed.amount": { of: "asset" },
  },
});
