import type { LogRules } from "../../core/log-rules";

/** Why each event may stand in the constitution's logs. */
export const logs: LogRules = {
  personal: ["OfficerResigned"],
  decided: {
    ArticleEnacted: ["enact"],
    ArticleAmended: ["amend"],
    ArticleRepealed: ["repeal"],
    OfficerAppointed: ["appoint"],
    OfficerDismissed: ["dismiss"],
    OperationScheduled: ["schedule"],
    OperationExecuted: ["execute"],
    OperationCanceled: ["cancel"],
    RoleAdminChanged: ["setRoleAdmin"],
    RoleGrantDelayChanged: ["setGrantDelay"],
    RoleGranted: ["grantRole"],
    RoleGuardianChanged: ["setRoleGuardian"],
    RoleLabel: ["labelRole"],
    RoleRevoked: ["revokeRole", "renounceRole"],
    TargetAdminDelayUpdated: ["setTargetAdminDelay"],
    TargetClosed: ["setTargetClosed"],
    TargetFunctionRoleUpdated: ["setTargetFunctionRole"],
  },
  // What is so already tells nothing, and what was never put off is carried out without a word.
  silent: ["dismiss", "execute", "renounceRole", "revokeRole", "updateAuthority"],
};
