import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the dividends do, in sentences: each names the arguments of its function. */
export const words = callWords("dividends", {
  sentences: {
    collect: "Draw what budget {budgetId} gives the dividends",
    closeEpoch: "End the running epoch of the dividends, and divide what came in",
    claim: "Claim dividends of epoch {epochId} for {participations}",
    returnRest: "Send what nobody claimed of epoch {epochId} back to the treasury",
    setAuthority: "Put the dividends under another authority: {newAuthority}",
  },
  kinds: { epochId: "id", budgetId: "id", participations: { each: "{citizenId}" } },
  provisions: {
    epoch: ["the length of an epoch of the dividends", "a length of an epoch of the dividends"],
    stakersShare: ["the share of dividends that goes by stake", "a share of dividends by stake"],
    claimWindow: ["the time in which dividends can be claimed", "a time in which dividends can be claimed"],
  },
});
