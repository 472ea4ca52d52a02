import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the merit's logs. */
export const logs: LogRules = {
  // Anyone records: the contract alone reads from the nation's institutions whether it is so.
  personal: ["PointsEarned", "PointsTakenBack", "OffenceRecorded"],
  official: { PointsAwarded: "awarder" },
  decided: {
    ...managedRules,
    ...provisionRules,
  },
};
