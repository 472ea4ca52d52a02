import { ZeroAddress } from "ethers";
import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the coin's logs. A transfer from nobody makes coin. */
export const logs: LogRules = {
  personal: ["Approval", "AuthorizationCanceled", "AuthorizationUsed"],
  decided: {
    ...managedRules,
    ...provisionRules,
    ExemptionFixed: ["fixExemption"],
    ExemptionSet: ["setExemption", "fixExemption"],
    Transfer: ["mint"],
  },
  harmless: { Transfer: ([from]) => from !== ZeroAddress },
};
