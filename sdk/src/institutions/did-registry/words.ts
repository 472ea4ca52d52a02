import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("didRegistry", {
  sentences: {
    changeOwner: "Hand the identity {identity} over to {newOwner}",
    changeOwnerBySignature: "Hand the identity {identity} over to {newOwner}, as its owner signed",
    followCitizen: "Make the identity of whoever calls follow its citizenship, for good",
    followCitizenBySignature: "Make the identity {identity} follow its citizenship for good, as it signed",
    announceOwner: "Tell resolvers who owns the identity {identity}",
    addDelegate: "Let {delegate} act for the identity {identity} as {delegateType}, for {validity} seconds",
    addDelegateBySignature:
      "Let {delegate} act for the identity {identity} as {delegateType}, for {validity} seconds, as its owner signed",
    revokeDelegate: "End that {delegate} acts for the identity {identity} as {delegateType}",
    revokeDelegateBySignature:
      "End that {delegate} acts for the identity {identity} as {delegateType}, as its owner signed",
    setAttribute: "Say {name} of the identity {identity}, {value}, for {validity} seconds",
    setAttributeBySignature:
      "Say {name} of the identity {identity}, {value}, for {validity} seconds, as its owner signed",
    revokeAttribute: "Take back what was said as {name} of the identity {identity}, {value}",
    revokeAttributeBySignature:
      "Take back what was said as {name} of the identity {identity}, {value}, as its owner signed",
  },
  kinds: { delegateType: "name", name: "name", value: "size", validity: "count" },
  seen: {
    setAttribute:
      "Everybody can read for good what is said of the identity, also after it has ended or was taken back.",
    setAttributeBySignature:
      "Everybody can read for good what is said of the identity, also after it has ended or was taken back.",
    revokeAttribute: "What was said stays readable in the chain's log.",
    revokeAttributeBySignature: "What was said stays readable in the chain's log.",
    addDelegate: "Everybody can see for good who could act for the identity, and until when.",
    addDelegateBySignature: "Everybody can see for good who could act for the identity, and until when.",
  },
});
