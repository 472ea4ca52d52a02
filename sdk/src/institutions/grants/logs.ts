import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the logs of the grants. */
export const logs: LogRules = {
  // Anyone opens, closes, settles and pays out, and citizens give: the contract alone decides who and how much.
  personal: [
    "Claimed",
    "Contributed",
    "Credited",
    "GrantAccepted",
    "PotGrown",
    "ProjectRegistered",
    "ProjectSettled",
    "RestReturned",
    "RoundClosed",
    "RoundOpened",
  ],
  decided: {
    ...managedRules,
    ...provisionRules,
  },
};
