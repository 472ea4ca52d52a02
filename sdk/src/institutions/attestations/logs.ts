import { managedRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the logs of the attestations. */
export const logs: LogRules = {
  personal: ["ApprovalsCancelled", "AttestationRevoked", "Attested", "EIP712DomainChanged"],
  decided: {
    ...managedRules,
    SchemaRegistered: ["registerSchema"],
    AttesterAccredited: ["accredit"],
    AttesterDisowned: ["disown"],
  },
};
