import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the attestations do, in sentences: each names the arguments of its function. */
export const words = callWords("attestations", {
  sentences: {
    registerSchema:
      "Register a schema of attestations, {definition}, which asks {resolver} first, takes {quorum} attesters, and lets them revoke: {isRevocable}",
    accredit: "Let {citizenId} attest under schema {schemaId}, until {until}",
    disown: "Let nothing count that {citizenId} has attested under schema {schemaId} so far",
    attest: "Attest: {contents}",
    attestSigned: "Attest as {approvals} signed: {content}",
    cancelApprovals: "Make void what I have signed under schema {schemaId}, and nobody has sent",
    revoke: "Revoke the attestations {uids}",
    revokeSigned: "Revoke the attestation {uid}, as {attester} signed until {deadline}",
    setAuthority: "Put the attestations under another authority: {newAuthority}",
  },
  seen: {
    attest: "Everybody can read for good what you attest, and of whom.",
    attestSigned: "Everybody can read for good what is attested, of whom, and by whom.",
  },
  kinds: {
    schemaId: "id",
    quorum: "count",
    until: "moment",
    deadline: "moment",
    contents: { each: "{data} under schema {schemaId} of {recipient}, {expiration}" },
    content: { each: "{data} under schema {schemaId} of {recipient}, {expiration}" },
    approvals: { each: "{attester}, until {deadline}" },
    data: "size",
    expiration: { untilOr: "never" },
  },
});
