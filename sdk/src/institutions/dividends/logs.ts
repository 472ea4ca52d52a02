import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the dividends's logs. */
export const logs: LogRules = {
  // Anyone closes, claims and returns: the contract alone decides how much.
  personal: ["EpochClosed", "DividendPaid", "RestReturned"],
  decided: {
    ...managedRules,
    ...provisionRules,
  },
};
