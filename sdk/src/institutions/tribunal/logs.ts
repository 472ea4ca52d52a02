import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the tribunal's logs. A challenge goes on by the acts of its parties and by the court's rulings. */
export const logs: LogRules = {
  personal: [
    "ChallengeAnswered",
    "ChallengeDecided",
    "ChallengeOpened",
    "ChallengeReopened",
    "Claimed",
    "Credited",
    "Dispute",
    "Evidence",
    "FineCollected",
    "FineImposed",
    "FineRemitted",
    "MetaEvidence",
    "PersonRecognised",
    "Ruling",
    "SanctionCarriedOut",
    "SanctionFailed",
    "SanctionMoot",
  ],
  decided: { ...managedRules, ...provisionRules },
};
