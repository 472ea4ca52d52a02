export type { AskedSanction, Challenge, ChallengeReply } from "./challenges";
export { describeCharge, describeSanction, type Charge, type Ground, type Sanction } from "./charges";
export {
  tribunalClient,
  type Challengeability,
  type ChallengeCost,
  type ChallengedGoods,
  type ChallengeTerms,
  type CollectedFine,
  type CoolOffKey,
  type Enforced,
  type OpenedChallenge,
  type RecognisedPerson,
  type ReopenedChallenge,
  type TribunalClient,
} from "./client";
export type { TribunalProvisions } from "./provisions";
export type { ChallengeOutcome } from "./outcomes";
