import {
  aBudgetIsSpent,
  aLowerTaxIsTried,
  aStrangerBecomesACitizen,
  citizensStake,
  powerIsReachedFor,
  theConstitutionIsAmended,
  theTreasuryGrows,
} from "./chapters";
import { aFalseAccusation, aPromiseIsBroken, citizensBecomeJurors, theRulingIsAppealed } from "./justice";
import type { Scene } from "./scene";

/** A dispute from the broken promise to its last word. */
export async function aDisputeIsDecided(scene: Scene): Promise<void> {
  await theRulingIsAppealed(scene, await aPromiseIsBroken(scene));
}

/** The chapters of a nation's first days, in their order. */
export const chapters = [
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

/** Lives the whole story. */
export async function live(scene: Scene): Promise<void> {
  for (const chapter of chapters) await chapter(scene);
}

export { brief, castOf, clockOf, PlotError, type Person, type Scene, type Teller } from "./scene";
