import { managedRules, provisionRules, type Before, type LogRules, type ReadEvent } from "../../core/log-rules";

const isSameCitizen =
  ({ args: { citizenId } }: ReadEvent) =>
  ({ args }: ReadEvent): boolean =>
    args.citizenId === citizenId;

/** Whether what is left of a suspension is served: after a part was lifted, or the citizenship was given back. */
const isRest = (suspended: ReadEvent, { done, beside }: Before): boolean =>
  beside
    .filter(isSameCitizen(suspended))
    .some(({ name }) => name === "CitizenReinstated" || name === "CitizenshipRestored") ||
  done.some(({ name, args }) => name === "CitizenSuspended" && args.rulingId === suspended.args.rulingId);

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
    "CitizenRotated",
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
  ruled: {
    CitizenKeptAsleep: "justice",
    CitizenReinstated: "justice",
    CitizenRevoked: "justice",
    CitizenSuspended: "justice",
    CitizenshipRestored: "justice",
  },
  // A vote that is woken, a suspension that is lifted, and the rest of one after a part of it was.
  quiet: { CitizenKeptAsleep: () => true, CitizenReinstated: () => true, CitizenSuspended: isRest },
  // Whoever is suspended is reinstated first, to be suspended for longer or for less.
  precedes: { CitizenReinstated: "CitizenSuspended" },
  due: { CitizenReinstated: { after: "CitizenSuspended", named: "citizenId", at: "until" } },
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
  silent: ["keepAsleep"],
};
