import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("coin", {
  sentences: {
    Transfer: "{from} paid {value} to {to}.",
    Approval: "{owner} lets {spender} spend {value}.",
    AuthorizationUsed: "A payment that {authorizer} signed was made.",
    AuthorizationCanceled: "{authorizer} took back a signed payment.",
    ExemptionSet: "The tax on payments of {account} changed: {newExemption}, after {oldExemption}.",
    ExemptionFixed: "No decision can tax payments of {account} any more.",
  },
  kinds: {
    value: "civic",
    oldExemption: ["taxed both ways", "free where it sends", "free where it receives", "free both ways"],
    newExemption: ["taxed both ways", "free where it sends", "free where it receives", "free both ways"],
  },
});
