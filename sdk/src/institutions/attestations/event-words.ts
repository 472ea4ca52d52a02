import { eventWords } from "../../core/event-words";

/** What the events of the attestations tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("attestations", {
  sentences: {
    SchemaRegistered:
      "The government registered schema {schemaId} of attestations, {definition}: it asks {resolver} first, takes {quorum} attesters, and they can revoke: {isRevocable}.",
    AttesterAccredited: "{citizenId} may attest under schema {schemaId} {newUntil}: before, {oldUntil}.",
    AttesterDisowned: "Nothing counts any more that {citizenId} had attested under schema {schemaId}.",
    ApprovalsCancelled: "What {citizenId} had signed under schema {schemaId}, and nobody had sent, is void.",
    Attested: "{attesterIds} attested {data} under schema {schemaId} of {recipient}, {expiration}.",
    AttestationRevoked: "{citizenId} revoked the attestation {uid}.",
  },
  kinds: {
    schemaId: "id",
    quorum: "count",
    attesterIds: "citizen",
    oldUntil: { untilOr: "notAtAll" },
    newUntil: { untilOr: "notAtAll" },
    expiration: { untilOr: "never" },
    data: "size",
  },
});
