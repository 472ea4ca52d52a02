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
    "CitizenReinstated",
    "CitizenRenewed",
    "CitizenRenounced",
    "CitizenWoken",
    "DelegateChanged",
    "DelegateVotesChanged",
    "Issued",
    "Locked",
    "MetadataUpdate",
    "NationClosed",
    "TokenExpiryUpdated",
    "Transfer",
    "Unlocked",
    "VouchersWithdrawn",
  ],
  official: {
    AdmissionInvited: "registrar",
    CitizenAdmitted: "registrar",
    CitizenMoved: "recovery",
  },
  accepted: { CitizenAdmitted: { after: "AdmissionInvited", named: "invitee", account: "holder" } },
  ruled: ["CitizenSuspended", "CitizenRevoked", "CitizenshipRestored", "CitizenKeptAsleep"],
  // A vote that is woken, and the rest of a suspension after a part of it was lifted.
  quiet: { CitizenKeptAsleep: undefined, CitizenSuspended: "CitizenReinstated" },
  restarts: { CitizenshipRestored: "CitizenRenewed" },
  // The citizenship keeps whole days.
  rounded: { CitizenRenewed: ["newUntil"], CitizenSuspended: ["until"] },
  decided: {
    ...managedRules,
    ...provisionRules,
    AdmissionsAllowed: ["allowAdmissions"],
    AdmissionsHalted: ["haltAdmissions"],
    AdmissionInvited: ["invite", "inviteFounders"],
    CitizenAdmitted: ["admit", "admitBatch", "admitFounder", "admitSigned", "redeem"],
    CitizenKeptAsleep: ["keepAsleep"],
    CitizenMoved: ["move"],
    CitizenReinstated: ["reinstate"],
    CitizenRenewed: ["renew"],
    CitizenRevoked: ["revoke"],
    CitizenSuspended: ["suspend"],
    CitizenshipRestored: ["restore"],
  },
};
