export type { AskedMeasure, Challenge, ChallengeOutcome, ChallengeReply, LogRange } from "./challenges";
export { describeCharge, describeMeasure, type Charge, type Ground, type Measure } from "./charges";
export {
  tribunalClient,
  type Challengeability,
  type ChallengeCost,
  type ChallengeTerms,
  type CollectedFine,
  type Enforced,
  type Matter,
  type OpenedChallenge,
  type TribunalClient,
  type TribunalDues,
  type TribunalProvisions,
} from "./client";
