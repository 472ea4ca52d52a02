import { aCourt, aCourtOf, SEAT_FEE } from "../../fixtures/court";

export const APPEAL_COST = 11n * SEAT_FEE;
export const OWN_SIDE = 2n * APPEAL_COST;
export const OTHER_SIDE = 3n * APPEAL_COST;
export const LONGEST = "x".repeat(2_048);
export const TOO_LONG = `${LONGEST}x`;

/** A case in its draw phase, whose seed is not known. */
export async function aDraw() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.pass();
  return { ...world, dispute };
}

/** A case whose panel of three is complete. */
export async function aPanel() {
  const world = await aDraw();
  await world.dispute.seat();
  return world;
}

/** A case before the plenary, because the roll is empty. Citizen 12 is a party. */
export async function aPlenary() {
  const world = await aCourtOf(12, 0)();
  const dispute = await world.open({ excused: [12] });
  await dispute.pass();
  return { ...world, dispute };
}

/** A case that a panel has decided for choice 1. */
export async function aDecidedCase() {
  const world = await aCourt();
  const dispute = await world.open();
  await dispute.decide([1, 1, 2]);
  return { ...world, dispute };
}
