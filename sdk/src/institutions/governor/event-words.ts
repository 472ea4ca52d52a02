import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("governor", {
  sentences: {
    ProposalCreated: "{proposer} proposed {description}. The vote opens {voteStart} and closes {voteEnd}.",
    ProposalClassified: "Proposal {proposalId} is {class}, in its {round}.",
    ProposedAgain: "What proposal {formerId} proposed is voted on once more, in a {round}, as proposal {proposalId}.",
    ProposalExtended: "The vote on proposal {proposalId} is prolonged until {extendedDeadline}.",
    ProposalQueued: "Proposal {proposalId} passed, and can be carried out from {etaSeconds} on.",
    ProposalExecuted: "Proposal {proposalId} was carried out.",
    ProposalCanceled: "Proposal {proposalId} was taken back.",
    VoteCast: "{voter} voted {support} proposal {proposalId}, with {weight} votes: {reason}.",
    VoteCastWithParams: "{voter} voted {support} proposal {proposalId}, with {weight} votes: {reason}.",
    BallotCounted:
      "The ballot of {citizenId} on proposal {proposalId} counted {support} it, with {heads} votes and {stake}.",
    VotingDelaySet: "Proposals wait {newVotingDelay} for their vote: it was {oldVotingDelay}.",
    VotingPeriodSet: "Votes last {newVotingPeriod}: it was {oldVotingPeriod}.",
    ProposalThresholdSet: "It takes {newProposalThreshold} votes to propose: it was {oldProposalThreshold}.",
    QuorumNumeratorUpdated:
      "An ordinary proposal needs {newQuorumNumerator} in 10,000 citizens: it was {oldQuorumNumerator}.",
    BallotSkipped: "The ballot of {citizenId} on proposal {proposalId} was not counted: {fault}.",
  },
  kinds: {
    proposalId: "proposal",
    formerId: "proposal",
    voteStart: "moment",
    voteEnd: "moment",
    extendedDeadline: "moment",
    etaSeconds: "moment",
    class: ["ordinary", "constitutional"],
    round: ["first vote", "second call", "second reading"],
    support: ["against", "for", "to abstain from"],
    stake: "civic",
    oldVotingDelay: "duration",
    newVotingDelay: "duration",
    oldVotingPeriod: "duration",
    newVotingPeriod: "duration",
    oldQuorumNumerator: "count",
    newQuorumNumerator: "count",
    fault: [
      "its choice is unknown",
      "the citizen had voted before",
      "the vote was not open",
      "its signature does not fit",
      "the citizen had no votes",
    ],
  },
});
