import { managedRules, provisionRules, settingFunctions, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the governor's logs. Executions are compared with the timelock's. */
export const logs: LogRules = {
  personal: [
    "BallotCounted",
    "BallotSkipped",
    "ProposalCanceled",
    "ProposalClassified",
    "ProposalCreated",
    "ProposalExtended",
    "ProposalQueued",
    "ProposedAgain",
    "VoteCast",
    "VoteCastWithParams",
  ],
  decided: {
    ...managedRules,
    ...provisionRules,
    ProposalThresholdSet: settingFunctions,
    QuorumNumeratorUpdated: settingFunctions,
    VotingDelaySet: settingFunctions,
    VotingPeriodSet: settingFunctions,
  },
};
