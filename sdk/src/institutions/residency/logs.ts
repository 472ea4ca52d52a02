import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the residency's logs. */
export const logs: LogRules = {
  personal: [
    "Claimed",
    "Credited",
    "EIP712DomainChanged",
    "ResidencyCancelled",
    "ResidencyMoved",
    "ResidencyPaid",
    "ResidencyUpgraded",
    "TermsBegun",
  ],
  decided: {
    ...managedRules,
    ...provisionRules,
    ResidencyRevoked: ["revokeResidency"],
    // What was paid ahead is settled and given back.
    TermsBegun: ["revokeResidency"],
  },
};
