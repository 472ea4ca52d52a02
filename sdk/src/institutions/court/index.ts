export type { Contributed, CourtActs, GivenVote, OpenedCase, SettledRound } from "./acts";
export type { Contribution } from "./appeals";
export {
  commitmentOf,
  saltFrom,
  sealedVoteData,
  type SealedVote,
  type SealedVoteMessage,
  type VoteToCommit,
  type VoteToReveal,
} from "./ballots";
export type { CaseQuery } from "./list";
export { courtClient, type CourtClient } from "./client";
export {
  type Appeal,
  type AppealSide,
  type Case,
  type CaseAct,
  type CaseTrack,
  type CasePhase,
  type CaseRound,
  type Viewer,
  type NextAct,
  type PanelSeat,
  type RankedPair,
  type RaisedSide,
} from "./case";
export type { Drawn, DrawOptions, DrawStep, DrawTerms } from "./draws";
export type {
  CourtClaimed,
  ClaimStep,
  CourtClaimOptions,
  CourtClaimQuery,
  CourtClaimable,
  UnsettledContribution,
  UnsettledRound,
} from "./claims";
export type { Duty, DutyQuery } from "./duties";
export * from "./errors";
export {
  contentHash,
  evidenceDocument,
  evidenceUri,
  readEvidence,
  textUri,
  type EvidenceStatement,
  type PublishedEvidence,
  type SubmittedEvidence,
} from "./evidence";
export * from "./extra-data";
export { rankingOf, readRanking } from "./rankings";
export type { CourtProvisions } from "./provisions";
export * from "./units";
