import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the citizenship's logs. What a token tells of an act stands beside the act's own event. */
export const logs: LogRules = {
  personal: [
    "AdmissionRequested",
    "AdmissionRequestWithdrawn",
    "Approval",
    "ApprovalForAll",
    "BatchMetadataUpdate",
    "CitizenMarkedLapsed",
    "CitizenRenewed",
    "CitizenRenounced",
    "DelegateChanged",
    "DelegateVotesChanged",
    "Issued",
    "Locked",
    "MetadataUpdate",
    "NationClosed",
    "TokenExpiryUpdated",
    "Transfer",
    "Unlocked",
  ],
  official: {
    AdmissionInvited: "registrar",
    CitizenAdmitted: "registrar",
    CitizenMoved: "recovery",
  },
  accepted: { CitizenAdmitted: { after: "AdmissionInvited", named: "invitee", account: "holder" } },
  ruled: ["CitizenSuspended", "CitizenReinstated", "CitizenRevoked"],
  decided: {
    ...managedRules,
    ...provisionRules,
    AdmissionsAllowed: ["allowAdmissions"],
    AdmissionsHalted: ["haltAdmissions"],
    AdmissionInvited: ["invite", "inviteFounders"],
    CitizenAdmitted: ["admit", "admitBatch", "admitFounder", "admitSigned", "redeem"],
    CitizenMoved: ["move"],
    CitizenReinstated: ["reinstate"],
    CitizenRevoked: ["revoke"],
    CitizenSuspended: ["suspend"],
  },
};
