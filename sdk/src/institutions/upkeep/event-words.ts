import { eventWords } from "../../core/event-words";

/** What the events of the upkeep tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("upkeep", {
  sentences: {
    Received: "{from} paid {amount} into the upkeep.",
    Performed: "{keeper} took {done} steps that were due, for {reward}.",
    ActFailed: "A step at {institution} was due no more, and was skipped.",
    KeptSet: "Whether the upkeep pays for {selector} at {institution}: {isKept}.",
    RestReturned: "{amount} of the upkeep went back to the treasury.",
  },
  kinds: {
    institution: "name",
    selector: "functions",
    done: "count",
    amount: "native",
    balance: "native",
    reward: "native",
  },
});
