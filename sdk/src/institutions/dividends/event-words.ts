import { eventWords } from "../../core/event-words";

/** What the events of the dividends tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("dividends", {
  sentences: {
    EpochClosed:
      "Epoch {epochId} of the dividends ended: {citizens} citizens share {citizensPot} by heads, and {stakersPot} goes by stake, until {claimableUntil}.",
    DividendPaid: "{citizenId} was paid a dividend of epoch {epochId}: {byHead} by heads, {byStake} by stake.",
    RestReturned: "{amount} of epoch {epochId}, which nobody claimed, went back to the treasury.",
  },
  kinds: {
    epochId: "id",
    proposalId: "proposal",
    from: "moment",
    until: "moment",
    claimableUntil: "moment",
    citizensPot: "civic",
    stakersPot: "civic",
    citizens: "count",
    stake: "civic",
    byHead: "civic",
    byStake: "civic",
    amount: "civic",
  },
});
