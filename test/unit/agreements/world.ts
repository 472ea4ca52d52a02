import { time } from "@nomicfoundation/hardhat-network-helpers";
import { anArchive } from "../../fixtures/agreements";
import { coins } from "../../fixtures/money";

export const LOCKS = [coins(40), coins(60)];
/** What Ana demands, and what Ben does. */
export const ANAS = [coins(90), coins(10)];
export const BENS = [coins(30), coins(70)];
/** The coin's tax, on what changes hands. */
export const taxOn = (gain: bigint) => (gain * 2n) / 100n;

export async function anOpenOne() {
  const world = await anArchive();
  return { ...world, deal: await world.open() };
}

export async function aBindingOne() {
  const world = await anArchive();
  return { ...world, deal: await world.bind() };
}

/** Ana has declared that it was performed. */
export async function aDeclaredOne() {
  const world = await aBindingOne();
  await world.deal.declare(0, world.ana);
  return { ...world, declaredAt: await time.latest() };
}

/** Ben disputes, and demands the most. */
export async function aDisputedOne() {
  const world = await aBindingOne();
  await world.deal.dispute(1, world.ben, BENS);
  return world;
}

/** Ana has answered, and the court rules for her. */
export async function aRuledOne() {
  const world = await aDisputedOne();
  await world.deal.answer(0, world.ana, ANAS);
  await world.deal.rule(1);
  return world;
}
