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

/** How many titles some first steps have. */
export const titlesOf = (done: number): number =>
  steps.slice(0, done).reduce((sum, step) => sum + (step === aDisputeIsDecided ? 2 : 1), 0);

/**
 * Runs every step.
 *
 * @param done How many steps are done already, and what to do after each.
 */
export async function demonstrate(
  context: DemonstrationContext,
  { done = 0, afterStep }: { readonly done?: number; readonly afterStep?: (done: number) => Promise<void> } = {},
): Promise<void> {
  for (const [index, step] of [...steps.entries()].slice(done)) {
    await step(context);
    await afterStep?.(index + 1);
  }
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
