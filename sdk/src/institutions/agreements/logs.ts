import type { LogRules } from "../../core/log-rules";

/** Why each event may stand in the logs of agreements: all are acts of their parties. */
export const logs: LogRules = {
  personal: [
    "AgreementBound",
    "AgreementDisputed",
    "AgreementEnded",
    "AgreementOpened",
    "AgreementSigned",
    "Claimed",
    "Credited",
    "DemandStated",
    "Dispute",
    "Evidence",
    "FeesHandedOut",
    "GainTaxed",
    "MetaEvidence",
    "OffersRetracted",
    "PartyNamed",
    "PerformanceDeclared",
    "Ruling",
    "SettlementApproved",
  ],
};
