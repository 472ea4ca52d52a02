export * from "./client";
export { packBallots, type PostalBallot } from "./postal-ballots";
export type { Support } from "./vote";
