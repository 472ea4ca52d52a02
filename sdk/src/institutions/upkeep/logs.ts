import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the upkeep's logs. */
export const logs: LogRules = {
  // Anyone pays in, and has steps taken: the contract alone decides which, and what is paid.
  personal: ["Received", "Performed", "ActFailed"],
  decided: {
    ...managedRules,
    ...provisionRules,
    KeptSet: ["setKept"],
    RestReturned: ["returnRest"],
  },
};
