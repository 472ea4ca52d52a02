import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("citizenship", {
  sentences: {
    delegateBySig: "Deliver a signed delegation of a citizen's vote to {delegatee}",
    close: "Close the opening of the nation",
    requestAdmission: "Apply for citizenship with the dossier {dossier}",
    withdrawRequest: "Withdraw the application for citizenship",
    redeem: "Admit {applicant} as a citizen by a voucher of {registrar}, for a fee of {value}",
    renewSigned: "Renew {renewals} by the citizens' signatures",
    markLapsed: "Mark as lapsed the citizenship of {citizenIds}",
    delegate: "Delegate the vote as a citizen to {delegatee}",
    renewOwn: "Renew one's own citizenship",
    renounce: "Renounce citizenship",
    inviteFounders: "Invite {accounts} to be founding citizens, until {until}",
    admitFounder: "Admit {applicant} as a founding citizen",
    invite: "Invite {invitees} to become citizens, until {until}",
    admit: "Admit {applicant} as a citizen",
    admitBatch: "Admit as citizens: {applicants}",
    admitSigned: "Admit as citizens by their signatures: {requests}",
    renew: "Renew the citizenship of {citizenId} until {newUntil}",
    suspend: "Suspend {citizenId} until {until}",
    reinstate: "End the suspension of {citizenId}",
    revoke: "End the citizenship of {citizenId}",
    restore: "Give {citizenId} the citizenship back that a ruling ended",
    keepAsleep: "Decide whether the vote of {citizenId} stays asleep: {isKept}",
    wake: "Wake the vote of {citizenId}, whose waiting period is over",
    tellMetadata: "Tell that all passports look different",
    withdrawVouchers: "Take back the vouchers that one signed for a time until {until}",
    move: "Move the citizenship of {citizenId} to {newHolder}",
    allowAdmissions: "Allow {extra} more admissions this month than the limit",
    haltAdmissions: "Halt all admissions until {until}",
    setAuthority: "Put the citizenship under another authority: {newAuthority}",
  },
  kinds: { extra: "count", renewals: { each: "{citizenId}" }, requests: { each: "{applicant}" } },
  provisions: {
    term: ["the term of a citizenship", "a term of a citizenship"],
    fee: ["the fee of an admission", "a fee of an admission"],
    monthlyAdmissions: ["the limit of admissions in a month", "a limit of admissions in a month"],
    waitingPeriod: ["the waiting period of new citizens", "a waiting period of new citizens"],
  },
  seen: {
    requestAdmission:
      "Everybody can see that this account asks to become a citizen, and the hash of the dossier, but nothing of what the dossier says.",
    redeem: "Everybody can see that {applicant} became a citizen, and by whose voucher.",
    move: "Everybody can see that {citizenId} acts by {newHolder} from now on.",
    delegate: "Everybody can see to whom you delegate, and since when.",
    renounce: "Everybody can see for good that you were a citizen, and since when you are none.",
  },
  returned: {
    redeem: "The fee of {value} does not come back.",
  },
});
