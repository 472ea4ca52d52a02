import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("governor", {
  sentences: {
    castVotesBySig: "Deliver signed ballots on proposal {proposalId}",
    castVoteBySig: "Deliver a ballot {support} proposal {proposalId} that {voter} signed",
    castVoteWithReasonAndParamsBySig: "Deliver a ballot {support} proposal {proposalId} that {voter} signed: {reason}",
    queue: "Queue in the timelock: {calls:; }",
    execute: "Carry out what was decided: {calls:; }",
    onERC721Received: "Tell the governor that it was given a token",
    onERC1155Received: "Tell the governor that it was given tokens",
    onERC1155BatchReceived: "Tell the governor that it was given tokens",
    relay: "Let the governor call {target}, which it refuses",
    proposeAgain: "Propose again, as {formerDescription}: {calls:; }",
    propose: "Propose, as {description}: {calls:; }",
    castVote: "Vote {support} proposal {proposalId}",
    castVoteWithReason: "Vote {support} proposal {proposalId}: {reason}",
    castVoteWithReasonAndParams: "Vote {support} proposal {proposalId}: {reason}",
    cancel: "Cancel the proposal to: {calls:; }",
  },
  kinds: { proposalId: "id", support: ["against", "for", "abstaining on"] },
  provisions: {
    votingDelay: ["the time before a vote", "a time before a vote"],
    votingPeriod: ["the length of a vote", "a length of a vote"],
    lateExtension: ["the extension after a late turn", "an extension after a late turn"],
    secondReadingDelay: ["the wait for a second reading", "a wait for a second reading"],
    proposalThreshold: ["the votes that a proposal takes", "a threshold for proposals"],
    citizenQuorum: ["the citizens' quorum", "a citizens' quorum"],
    citizenMajority: ["the citizens' majority", "a citizens' majority"],
    constitutionalCitizenQuorum: [
      "the citizens' quorum of constitutional decisions",
      "a citizens' quorum of constitutional decisions",
    ],
    constitutionalCitizenMajority: [
      "the citizens' majority of constitutional decisions",
      "a citizens' majority of constitutional decisions",
    ],
    stakeObjection: ["the stake that an objection takes", "a share of the stake for an objection"],
  },
  seen: {
    castVote: "Everybody can see for good how you voted. You cannot change it.",
    castVoteWithReason: "Everybody can see for good how you voted, and read why. You cannot change it.",
    castVoteWithReasonAndParams: "Everybody can see for good how you voted, and read why. You cannot change it.",
    castVoteBySig: "Everybody can see for good how {voter} voted, and who delivered it.",
    castVoteWithReasonAndParamsBySig: "Everybody can see for good how {voter} voted, and who delivered it.",
    castVotesBySig: "Everybody can see for good how each of the citizens voted, and who delivered it.",
    propose: "Everybody can read for good what you propose, and why.",
    proposeAgain: "Everybody can read for good what you propose, and why.",
  },
});
