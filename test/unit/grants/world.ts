import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import { nation, type ProvisionChanges } from "../../fixtures/institutions";

export const DAY = 86_400n;
export const COIN = 10n ** 18n;
export const STEP = 10n ** 12n;
export const HEAD = 840n;
export const POT = 1_000n * COIN;
export const COUNTED = 100n * COIN;
export const ROUND = 30n * DAY;
export const WINDOW = 180n * DAY;
/** In basis points. */
export const TAX = 500n;
/** How many people can vote. */
export const PEOPLE = 16;

const figures = {
  coin: { taxRate: { value: TAX } },
  grants: { counted: { value: 100 } },
} as const satisfies ProvisionChanges;

/** What a payment says that is for a project. */
export const forProject = (projectId: bigint | number): string =>
  ethers.AbiCoder.defaultAbiCoder().encode(["uint256"], [projectId]);

/** The grants of a nation of sixteen, who have 1,000 coin each. The government has given the grants a budget of 1,000 coin a month. */
export async function aNationWith(changes: ProvisionChanges["grants"] = {}, isExempt = true, people = PEOPLE) {
  const [, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, people);
  const [stranger, newKey] = others.slice(people);
  const world = await nation({
    only: ["grants", "coin", "treasury"],
    stub: { citizenship: "CitizenshipStub" },
    holders: [...citizens, stranger],
    ...(!isExempt && { unfixed: ["grants"] }),
    charter: { coin: { name: "Aurora", genesis: { perCitizen: 1_000, treasury: 10_000 } } },
    provisions: { ...figures, grants: { ...figures.grants, ...changes } },
  });
  const { grants, coin, treasury, citizenship, government } = world;
  for (const citizen of citizens) await citizenship.admit(citizen);
  const budget = async (asset: string) => {
    await treasury.connect(government).openBudget({
      purpose: "Grants",
      spender: grants.target as string,
      asset,
      ceiling: POT,
      period: 30n * DAY,
      until: BigInt(await time.latest()) + 3_000n * DAY,
    });
  };
  await budget(coin.target as string);

  const pay = (from: HardhatEthersSigner, amount: bigint, data: string) =>
    coin.connect(from)["transferAndCall(address,uint256,bytes)"](grants, amount, data);
  /** The citizen of that number gives so much to a project. */
  const give = (citizenId: number, projectId: bigint | number, amount: bigint) =>
    pay(citizens[citizenId - 1], amount, forProject(projectId));
  /** The citizen of that number registers a project for somebody. */
  const register = async (citizenId: number, recipient: string = citizens[citizenId - 1].address) => {
    await grants.connect(citizens[citizenId - 1]).register(recipient, `Project of ${citizenId}`, "ipfs://more");
    return grants.projectCount();
  };
  /** Waits until the round is over, and closes it. */
  const close = async () => {
    const { closesAt } = await grants.roundOf(await grants.roundCount());
    if (closesAt > BigInt(await time.latest())) await time.increaseTo(closesAt);
    return grants.closeRound();
  };
  return { ...world, citizens, stranger, newKey, budget, pay, give, register, close };
}

/** From now on the citizen's vote sleeps. */
export async function putToSleep({ citizenship }: Awaited<ReturnType<typeof aNationWith>>, citizenId: number) {
  const { holder, since, until, standing, suspendedUntil, markedLapsed } = await citizenship.citizen(citizenId);
  const wakesAt = 2n ** 40n - 1n;
  await citizenship.write(citizenId, { holder, since, wakesAt, until, standing, suspendedUntil, markedLapsed });
}

export const aNation = () => aNationWith();

/** A round of 1,000 coin is open, with four projects that the citizens 1 to 4 registered: the last one's recipient is a stranger. */
export async function aRoundWith(changes: ProvisionChanges["grants"] = {}, isExempt = true) {
  const world = await aNationWith(changes, isExempt);
  await world.grants.collect(1);
  await world.grants.openRound();
  const round = await world.grants.roundOf(1);
  for (const citizenId of [1, 2, 3]) await world.register(citizenId);
  await world.register(4, world.stranger.address);
  return { ...world, round };
}

export const aRound = () => aRoundWith();

/** A gift: the citizen's number, the project's, and how much. */
export type Given = readonly [citizenId: number, projectId: number, amount: bigint];

/**
 * Ten donors. The first project has six small ones, the second three larger ones, the third a single large one, and citizen 10 gives to
 * the first two.
 */
export const GIFTS: readonly Given[] = [
  [1, 1, 4n * COIN],
  [2, 1, 4n * COIN],
  [3, 1, 9n * COIN],
  [4, 1, 1n * COIN],
  [5, 1, 1n * COIN],
  [6, 1, 16n * COIN],
  [7, 2, 25n * COIN],
  [8, 2, 36n * COIN],
  [9, 3, 100n * COIN],
  [10, 1, 4n * COIN],
  [10, 2, 49n * COIN],
];

export async function aGivenRoundWith(changes: ProvisionChanges["grants"] = {}, isExempt = true) {
  const world = await aRoundWith(changes, isExempt);
  for (const [citizenId, projectId, amount] of GIFTS) await world.give(citizenId, projectId, amount);
  return world;
}

export const aGivenRound = () => aGivenRoundWith();

/** That round is closed, and matched. */
export async function aMatchedRoundWith(changes: ProvisionChanges["grants"] = {}, isExempt = true) {
  const world = await aGivenRoundWith(changes, isExempt);
  await world.close();
  const { claimableUntil } = await world.grants.roundOf(1);
  return { ...world, claimableUntil };
}

export const aMatchedRound = () => aMatchedRoundWith();

/** Nine donors: the round is closed, and not matched. */
export async function anUnmatchedRound() {
  const world = await aRound();
  for (const [citizenId, projectId, amount] of GIFTS.slice(0, 9)) await world.give(citizenId, projectId, amount);
  await world.close();
  return world;
}
