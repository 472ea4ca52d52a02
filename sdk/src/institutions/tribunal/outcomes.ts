/** In the order of the contract's numbers. */
const outcomes = ["none", "pending", "undecided", "dismissed", "reprimanded", "granted", "reopened"] as const;

/**
 * How a challenge ended: not yet, the court refused to decide, it was unfounded, its sanctions are to be carried out, or it was
 * founded but no sanction was due.
 */
export type ChallengeOutcome = Exclude<(typeof outcomes)[number], "none">;

/** What the contract's number says of a challenge that exists. */
export const toOutcome = (code: bigint): ChallengeOutcome => outcomes[Number(code)] as ChallengeOutcome;
