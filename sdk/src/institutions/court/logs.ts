import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the court's logs. A case goes on by the acts of its parties, its jurors and anyone. */
export const logs: LogRules = {
  personal: [
    "AppealDecision",
    "AppealFunded",
    "AppealPossible",
    "CaseDecided",
    "CaseOpened",
    "CitizenExcused",
    "Claimed",
    "ContributionSettled",
    "Credited",
    "Dispute",
    "DisputeCreation",
    "Evidence",
    "JurorsSeated",
    "MetaEvidence",
    "PanelCompleted",
    "PlenaryOpened",
    "PlenaryProlonged",
    "RollFrozen",
    "RoundClosed",
    "RoundOpened",
    "RoundSettled",
    "RulingDelivered",
    "RulingRefused",
    "VoteCommitted",
    "VoteRevealed",
  ],
  decided: { ...managedRules, ...provisionRules, RandomnessAppointed: ["appointRandomness"] },
};
