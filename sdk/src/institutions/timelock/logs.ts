import { managedRules, provisionRules, settingFunctions, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the timelock's logs. Its operations are compared with the proposals that they carry out. */
export const logs: LogRules = {
  decided: {
    ...managedRules,
    ...provisionRules,
    MinDelayChange: settingFunctions,
    RoleGranted: ["grantRole"],
    RoleRevoked: ["revokeRole", "renounceRole"],
  },
};
