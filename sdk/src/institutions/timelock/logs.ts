import { managedRules, provisionRules, settingFunctions, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the timelock's logs. Its operations are compared with the proposals that they carry out. */
export const logs: LogRules = {
  // Whoever holds the petition's role, which each grant shows, and by the timelock's own rules: once, for a time, and never sooner.
  personal: ["OperationHeld", "OperationReleased", "OperationStruck"],
  decided: {
    ...managedRules,
    ...provisionRules,
    MinDelayChange: settingFunctions,
    RoleGranted: ["grantRole"],
    RoleRevoked: ["revokeRole", "renounceRole"],
  },
};
