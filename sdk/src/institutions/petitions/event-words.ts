import { eventWords } from "../../core/event-words";

/** What the events of the petitions tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("petitions", {
  sentences: {
    PetitionOpened: "{citizenId} opened a petition against {proposalId}: it takes {needed} signatures until {until}.",
    PetitionSigned: "{citizenId} signed the petition against {proposalId}.",
    SignaturesBrought: "Signatures of the petition against {proposalId} were brought.",
    SignatureWithdrawn: "{citizenId} took back the signature of the petition against {proposalId}.",
    SecondVoteOpened:
      "The petition against {proposalId} has {signatures} signatures: all citizens vote on it once more, until {voteEndsAt}, and it is held back until {heldUntil}.",
    SecondBallotCast: "{citizenId} voted in the second vote on {proposalId}, for it: {inFavour}.",
    PetitionSettled:
      "The second vote on {proposalId} ended with {forVotes} for and {againstVotes} against, so that it is done: {confirmed}.",
  },
  kinds: {
    proposalId: "proposal",
    needed: "count",
    signatures: "count",
    forVotes: "count",
    againstVotes: "count",
    until: "moment",
    voteEndsAt: "moment",
    heldUntil: "moment",
  },
});
