import { time } from "@nomicfoundation/hardhat-network-helpers";
import { aCoinAndStake, coins, COOLDOWN } from "../../fixtures/money";

export const ANA = 1n;
export const BEN = 2n;

export async function aStake() {
  const world = await aCoinAndStake();
  await world.stake.connect(world.ana).stake(coins(100));
  return world;
}

/** Gives a citizen's term an end, in seconds since 1970. */
export async function endTerm({ citizenship }: Pick<World, "citizenship">, citizenId: bigint, until: number) {
  const { holder, since, wakesAt, standing, suspendedUntil, markedLapsed } = await citizenship.citizen(citizenId);
  await citizenship.write(citizenId, { holder, since, wakesAt, until, standing, suspendedUntil, markedLapsed });
}

export async function aLeavingStake() {
  const given = await aStake();
  await given.stake.connect(given.ana).unstake(coins(40));
  return { ...given, leavesAt: (await time.latest()) + COOLDOWN };
}

type World = Awaited<ReturnType<typeof aStake>>;
