import { eventWords } from "../../core/event-words";

/** What the events of the attestations tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("attestations", {
  sentences: {
    SchemaRegistered:
      "The government registered schema {schemaId} of attestations, {definition}: it asks {resolver} first, takes {quorum} attesters, and they can revoke: {isRevocable}.",
    AttesterAccredited: "{citizenId} may attest under schema {schemaId} until {newUntil}: it was {oldUntil}.",
    AttesterDisowned: "Nothing counts any more that {citizenId} had attested under schema {schemaId}.",
    Attested: "{attesterIds} attested {data} under schema {schemaId} of {recipient}, until {expiration}.",
    AttestationRevoked: "{citizenId} revoked the attestation {uid}.",
  },
  kinds: {
    schemaId: "id",
    quorum: "count",
    attesterIds: "citizen",
    oldUntil: "moment",
    newUntil: "moment",
    expiration: "moment",
    data: "size",
  },
});
