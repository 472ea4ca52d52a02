import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("didRegistry", {
  sentences: {
    DIDOwnerChanged: "The identity {identity} is now owned by {owner}.",
    DIDDelegateChanged: "{delegate} may act for the identity {identity} as {delegateType}, until {validTo}.",
    DIDAttributeChanged: "The identity {identity} says {name} of itself, {value}, {validTo}.",
    CitizenFollowed: "The identity {identity} follows the citizenship of {citizenId} from now on.",
  },
  kinds: {
    delegateType: "name",
    name: "name",
    value: "size",
    "DIDAttributeChanged.validTo": { untilOr: "noLonger" },
    validTo: "moment",
  },
});
