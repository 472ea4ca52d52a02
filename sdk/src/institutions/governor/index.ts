export { governorClient } from "./client";
export { describeProposal } from "./proposals";
export type * from "./types";
export { packBallots, type BatchBallot } from "./batch-ballots";
export type { Support } from "./vote";
export type { GovernorProvisions } from "./provisions";
export * from "./errors";
export * from "./units";
export type { BallotFault, ProposalClass, ProposalState } from "./codes";
