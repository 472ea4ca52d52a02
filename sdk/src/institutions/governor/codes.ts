const states = ["pending", "active", "canceled", "defeated", "succeeded", "queued", "expired", "executed"] as const;

/** Where a proposal stands. */
export type ProposalState = (typeof states)[number];

/** What the governor's number says. */
export const toProposalState = (code: bigint): ProposalState => states[Number(code)];

const classes = ["ordinary", "constitutional"] as const;

/** How much a proposal touches. */
export type ProposalClass = (typeof classes)[number];

/** What the governor's number says. */
export const toProposalClass = (code: bigint): ProposalClass => classes[Number(code)];

const rounds = ["first", "secondCall", "secondReading"] as const;

/**
 * How often a proposal's calls are voted on, and why: for the first time, once more because too few voted for, or once more because the
 * stake house objected.
 */
export type ProposalRound = (typeof rounds)[number];

/** What the governor's number says. */
export const toProposalRound = (code: bigint): ProposalRound => rounds[Number(code)];

const faults = ["unknownChoice", "alreadyCast", "notActive", "badSignature", "noVotes"] as const;

/** Why a ballot of a batch was not counted. */
export type BallotFault = (typeof faults)[number];

/** What the governor's number says. */
export const toBallotFault = (code: bigint): BallotFault => faults[Number(code)];
