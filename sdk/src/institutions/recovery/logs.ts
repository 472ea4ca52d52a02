import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the recovery's logs. A recovery goes on by acts of the citizen and guardians, and by rulings. */
export const logs: LogRules = {
  personal: [
    "Dispute",
    "EIP712DomainChanged",
    "Evidence",
    "GuardiansChosen",
    "MetaEvidence",
    "RecoveryAnnounced",
    "RecoveryCompleted",
    "RecoveryConfirmed",
    "RecoveryContested",
    "RecoveryDecided",
    "RecoveryStopped",
    "Ruling",
  ],
  decided: {
    ...managedRules,
    ...provisionRules,
    RecoveryDecreed: ["decree"],
  },
};
