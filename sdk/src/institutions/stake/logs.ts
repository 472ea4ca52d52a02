import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the stake's logs. */
export const logs: LogRules = {
  personal: ["DelegateChanged", "DelegateVotesChanged", "Staked", "Unstaked", "Withdrawn"],
  ruled: { Slashed: "justice" },
  decided: { ...managedRules, ...provisionRules, Slashed: ["slash"] },
};
