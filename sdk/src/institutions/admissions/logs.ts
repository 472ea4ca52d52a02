import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the logs of the admissions. */
export const logs: LogRules = {
  personal: [
    "AdmissionFalse",
    "AdmissionSettled",
    "ApplicantAdmitted",
    "ApplicationAttested",
    "ApplicationExpired",
    "ApplicationProven",
    "ApplicationRefused",
    "ApplicationRejected",
    "ApplicationWithdrawn",
    "Applied",
    "Claimed",
    "Credited",
    "DigestFreed",
    "EIP712DomainChanged",
    "ValidatorBondPaid",
    "ValidatorBondReturned",
    "ValidatorDisowned",
    "ValidatorResigned",
  ],
  decided: {
    ...managedRules,
    ...provisionRules,
    DigestFreed: ["freeDigest"],
    ProofAccepted: ["acceptProof"],
    ProofRejected: ["rejectProof"],
    ValidatorAccredited: ["accredit"],
    ValidatorDismissed: ["dismiss"],
  },
};
