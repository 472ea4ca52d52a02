import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("stake", {
  sentences: {
    Staked: "{citizenId} put {amount} at stake.",
    Unstaked: "{citizenId} took {amount} from the stake, to be paid out from {leavesAt} on.",
    Withdrawn: "{to} was paid {amount} that {citizenId} had at stake.",
    Slashed: "{citizenId} lost {amount} of the stake, by a ruling.",
    DelegateChanged: "{delegator} delegated the votes of the stake from {fromDelegate} to {toDelegate}.",
  },
  kinds: { amount: "civic", leavesAt: "moment", previousVotes: "civic", newVotes: "civic" },
});
