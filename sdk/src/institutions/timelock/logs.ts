import { managedRules, provisionRules, settingFunctions, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the timelock's logs. Its operations are compared with the proposals that they carry out. */
export const logs: LogRules = {
  // The petitions, after a second vote. By the timelock's own rules it is once, for a time, and never sooner.
  ruled: { OperationHeld: "petition", OperationReleased: "petition", OperationStruck: "petition" },
  decided: {
    ...managedRules,
    ...provisionRules,
    MinDelayChange: settingFunctions,
    OperationHeld: ["hold"],
    OperationReleased: ["release"],
    OperationStruck: ["strike"],
    RoleGranted: ["grantRole"],
    RoleRevoked: ["revokeRole", "renounceRole"],
  },
  // What is so already tells nothing.
  silent: ["grantRole", "renounceRole", "revokeRole"],
};
