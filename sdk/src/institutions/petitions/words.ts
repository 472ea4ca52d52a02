import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the petitions do, in sentences: each names the arguments of its function. */
export const words = callWords("petitions", {
  sentences: {
    open: "Open a petition against what waits: {calls:; }",
    sign: "Sign the petition against {proposalId}",
    bring: "Bring citizens' signatures of the petition against {proposalId}",
    withdraw: "Take back the signature of the petition against {proposalId}",
    vote: "Vote in the second vote on {proposalId}, for it: {inFavour}",
    settle: "Settle the second vote on {proposalId}",
    setAuthority: "Put the petitions under another authority: {newAuthority}",
  },
  seen: {
    open: "Everybody can see that you opened the petition.",
    sign: "Everybody can see that you signed.",
    bring: "Everybody can see who signed, and that you brought it.",
    withdraw: "Everybody can see that you signed, and took it back.",
    vote: "Everybody can see how you voted.",
  },
  provisions: {
    threshold: ["the share of citizens who sign a petition", "a share of citizens who sign a petition"],
    secondVote: ["the length of a second vote", "a length of a second vote"],
  },
});
