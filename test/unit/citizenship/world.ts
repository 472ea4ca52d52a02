import { aRegister, citizens, DAY, GROUNDS, now } from "../../fixtures/citizenship";

/** Ann, Ben and Cyd are citizens 1, 2 and 3, without end. */
export async function three() {
  const world = await citizens(3);
  const [ann, ben, cyd, dot] = world.people;
  const votes = () => Promise.all([1, 2, 3].map((id) => world.citizenship.votesOf(id)));
  return { ...world, ann, ben, cyd, dot, votes };
}

/** The same with terms of ten days. */
export async function threeForTenDays() {
  const world = await citizens(3, { term: 10n });
  const [ann, ben, cyd, dot] = world.people;
  const votes = () => Promise.all([1, 2, 3].map((id) => world.citizenship.votesOf(id)));
  return { ...world, ann, ben, cyd, dot, votes, until: await world.citizenship.endTime(1) };
}

export const anEmptyRegister = () => aRegister();

/** Ann is citizen 1 and Ben citizen 2, for ten days. */
export async function two() {
  const world = await citizens(2, { term: 10n });
  const [ann, ben, cyd] = world.people;
  const { since, until } = await world.citizenship.citizen(1);
  return { ...world, ann, ben, cyd, since, until };
}

export async function aSuspension() {
  const world = await two();
  await world.citizenship.connect(world.justice).suspend(1, (await now()) + DAY, GROUNDS);
  return { ...world, suspendedUntil: (await world.citizenship.citizen(1)).suspendedUntil };
}

/** A nation that names five founding citizens, of whom none is in. The government is its deployer. */
export const aFounding = () => aRegister({ founders: 5n });

/** The five are invited for 90 days. */
export async function anInvitedFounding() {
  const world = await aFounding();
  const until = (await now()) + 90n * DAY;
  await world.citizenship.connect(world.government).inviteFounders(world.people.slice(0, 5), until);
  return { ...world, until };
}
