import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("randomness", {
  sentences: {
    request: "Ask for a random seed",
    pin: "Keep the hash of the block of random request {requestId}",
    renew: "Have another block fixed for random request {requestId}, for {value}",
    submit: "Bring drand's round for random request {requestId}",
    fallBack: "Give up drand's round for random request {requestId}, and fall back on a block",
  },
  kinds: { requestId: "id" },
  returned: { renew: "What it costs, {value}, does not come back." },
});
