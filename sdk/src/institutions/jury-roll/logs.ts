import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the jury roll's logs. The court alone removes and releases jurors, by the rules of its cases. */
export const logs: LogRules = {
  personal: ["BondWithdrawn", "JurorEnrolled", "JurorOptedOut", "JurorRemoved", "JurorRetired", "JurorsReleased"],
  ruled: { BondSlashed: "justice" },
  decided: { ...managedRules, ...provisionRules, BondSlashed: ["slash"] },
  // There may be no bond.
  silent: ["slash"],
};
