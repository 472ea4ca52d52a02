import {
  aBudgetIsSpent,
  aLowerTaxIsTried,
  aStrangerBecomesACitizen,
  citizensStake,
  powerIsReachedFor,
  theConstitutionIsAmended,
  theTreasuryGrows,
} from "./steps";
import { aFalseAccusation, aPromiseIsBroken, citizensBecomeJurors, theRulingIsAppealed } from "./justice";
import type { DemonstrationContext } from "./context";

/** A dispute from the broken promise to its last word. */
export async function aDisputeIsDecided(context: DemonstrationContext): Promise<void> {
  await theRulingIsAppealed(context, await aPromiseIsBroken(context));
}

/** The steps of the demonstration: a nation's first days. */
export const steps = [
  aStrangerBecomesACitizen,
  theTreasuryGrows,
  citizensStake,
  aLowerTaxIsTried,
  theConstitutionIsAmended,
  aBudgetIsSpent,
  citizensBecomeJurors,
  aDisputeIsDecided,
  aFalseAccusation,
  powerIsReachedFor,
] as const;

/** Runs every step. */
export async function demonstrate(context: DemonstrationContext): Promise<void> {
  for (const step of steps) await step(context);
}

export {
  brief,
  castOf,
  clockOf,
  DemonstrationError,
  type Person,
  type DemonstrationContext,
  type DemonstrationOutput,
} from "./context";
