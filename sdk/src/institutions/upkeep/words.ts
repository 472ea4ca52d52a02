import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the upkeep do, in sentences: each names the arguments of its function. */
export const words = callWords("upkeep", {
  sentences: {
    perform: "Take steps that are due at {acts}, and be paid for them",
    collect: "Draw what budget {budgetId} gives the upkeep",
    setKept: "Set whether the upkeep pays for {selector} at {institution}: {newKept}",
    returnRest: "Send what the upkeep holds back to the treasury",
    setAuthority: "Put the upkeep under another authority: {newAuthority}",
  },
  kinds: { institution: "name", selector: "functions", budgetId: "id", acts: { each: "{institution}" } },
  provisions: {
    margin: ["the margin that keepers are paid above the gas", "a margin for keepers"],
    maxReward: ["the most that a keeper is paid for a step", "a limit on what a keeper is paid"],
  },
});
