import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("randomness", {
  sentences: {
    Requested: "{requester} asked for random request {requestId}.",
    Renewed: "Random request {requestId} was made anew, attempt {attempt}.",
    Pinned: "The block for random request {requestId} is known: {blockNumber}.",
    FellBack: "Random request {requestId} was answered by a block, as no beacon came.",
    RoundVerified: "Round {round} of the random beacon was verified.",
  },
  kinds: { requestId: "id", attempt: "id", round: "id", blockNumber: "id", fallbacks: "id" },
});
