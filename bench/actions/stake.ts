import type { Act, Step } from "../measure";
import { COIN, DAY, type Person, type World } from "../world";
import type { Action, Area } from "./action";

const AMOUNT = 10n * COIN;
const COOLDOWN = 14 * DAY;

/** A citizen with coin and an allowance for the stake, who has staked nothing yet, in both worlds. */
async function newStaker(world: World) {
  const { chain, coin, stake, baseline } = world;
  const person = await world.citizen(Number(await world.citizenship.lastCitizenId()));
  await world.fund(person.address);
  await chain.send(() => coin.connect(person.signer).approve(stake, 2n ** 256n - 1n));
  await chain.send(() => baseline.coin.connect(person.signer).approve(baseline.stake, 2n ** 256n - 1n));
  await chain.send(() => baseline.stake.connect(person.signer).delegate(person.address));
  return person;
}

/** Two checkpoints share a slot. A stake of another citizen makes the next checkpoint of the total begin a slot, or not. */
async function alignTotal(world: World, { signer }: Person, newSlots: number): Promise<void> {
  const { chain, stake } = world;
  const next = await chain.aside(() => chain.measure(() => stake.connect(signer).stake(AMOUNT)));
  if (next.newSlots === newSlots) return;
  const other = await world.citizen(2);
  await chain.send(() => stake.connect(other.signer).stake(AMOUNT));
}

/** A citizen whose first stake opens the word of the stake alone, or a checkpoint slot of the total, too. */
async function firstStaker(world: World, { begins }: { begins: boolean }): Promise<Person> {
  const person = await newStaker(world);
  await alignTotal(world, person, begins ? 2 : 1);
  return person;
}

/** A citizen whose next stake begins a checkpoint slot of the stake and one of the total; or begins neither. */
async function staker(world: World, { begins }: { begins: boolean }): Promise<Person> {
  const { chain, stake } = world;
  const person = await newStaker(world);
  await chain.send(() => stake.connect(person.signer).stake(AMOUNT));
  if (!begins) await chain.send(() => stake.connect(person.signer).stake(AMOUNT));
  await alignTotal(world, person, begins ? 2 : 0);
  return person;
}

/** Unstakes a part of the stake, at most, and withdraws it after its cooldown. */
async function exit(world: World): Promise<readonly Step[]> {
  const { stake, citizenship } = world;
  const { signer, address } = await staker(world, { begins: true });
  const citizenId = await citizenship.citizenOf(address);
  return [
    { act: () => stake.connect(signer).unstake(AMOUNT / 2n) },
    { wait: COOLDOWN, act: () => stake.connect(signer).withdraw(citizenId) },
  ];
}

async function baselineStaker(world: World) {
  const { chain, baseline } = world;
  const person = await newStaker(world);
  await chain.send(() => baseline.stake.connect(person.signer).depositFor(person.address, AMOUNT));
  return person;
}

const baselineFirst = async (world: World): Promise<Act> => {
  const { signer, address } = await newStaker(world);
  return () => world.baseline.stake.connect(signer).depositFor(address, AMOUNT);
};

const baselineLater = async (world: World): Promise<Act> => {
  const { signer, address } = await baselineStaker(world);
  return () => world.baseline.stake.connect(signer).depositFor(address, AMOUNT);
};

const baselineLeaving = async (world: World): Promise<Act> => {
  const { signer, address } = await baselineStaker(world);
  return () => world.baseline.stake.connect(signer).withdrawTo(address, AMOUNT / 2n);
};

export const laterStake: Action = {
  id: "stakeLater",
  title: "stake, later, at most",
  prepare: async (world) => {
    const { signer } = await staker(world, { begins: true });
    return () => world.stake.connect(signer).stake(AMOUNT);
  },
  baseline: baselineLater,
  // The citizen's id and the coin's allowance; the coin's two balances, the stake and the total; a checkpoint slot of each.
  accesses: { account: 2, read: 2, change: 4, open: 2 },
  target: { gas: 100_000, newSlots: 2 },
  note: "Two checkpoints share a slot: every second change of a stake begins one, and every second change of the total.",
};

export const area: Area = {
  title: "Stake",
  actions: [
    {
      id: "stakeFirst",
      title: "stake, first, at most",
      prepare: async (world) => {
        const { signer } = await firstStaker(world, { begins: true });
        return () => world.stake.connect(signer).stake(AMOUNT);
      },
      baseline: baselineFirst,
      accesses: { account: 2, read: 2, change: 3, open: 2 },
      target: { newSlots: 2 },
      note:
        "OpenZeppelin's side: a wrapper of the coin with votes, delegated to the citizen before. Every second change of the " +
        "nation's total begins a checkpoint slot.",
    },
    {
      id: "stakeFirstLeast",
      title: "stake, first, at least",
      prepare: async (world) => {
        const { signer } = await firstStaker(world, { begins: false });
        return () => world.stake.connect(signer).stake(AMOUNT);
      },
      baseline: baselineFirst,
      accesses: { account: 2, read: 2, change: 4, open: 1 },
      target: { newSlots: 2 },
    },
    laterStake,
    {
      id: "stakeLaterLeast",
      title: "stake, later, at least",
      prepare: async (world) => {
        const { signer } = await staker(world, { begins: false });
        return () => world.stake.connect(signer).stake(AMOUNT);
      },
      baseline: baselineLater,
      accesses: { account: 2, read: 2, change: 6 },
      target: { gas: 100_000, newSlots: 2 },
    },
    {
      id: "unstake",
      title: "unstake, at most",
      prepare: async (world) => {
        const { signer } = await staker(world, { begins: true });
        return () => world.stake.connect(signer).unstake(AMOUNT / 2n);
      },
      accesses: { account: 1, read: 2, change: 2, open: 3 },
    },
    {
      id: "withdraw",
      title: "withdraw",
      prepare: async (world) => {
        const { chain, stake, citizenship } = world;
        const { signer, address } = await newStaker(world);
        await chain.send(() => stake.connect(signer).stake(AMOUNT));
        await chain.send(() => stake.connect(signer).unstake(AMOUNT));
        chain.wait(COOLDOWN);
        const citizenId = await citizenship.citizenOf(address);
        return () => stake.connect(signer).withdraw(citizenId);
      },
      accesses: { account: 2, read: 1, change: 2, clear: 1 },
      note: "Of all that was unstaked: the slot of the coin in its cooldown is emptied.",
    },
    {
      id: "exit",
      title: "exit: unstake, and withdraw after the cooldown, at most",
      prepare: exit,
      baseline: baselineLeaving,
      accesses: { account: 3, read: 3, change: 4, open: 3, clear: 1 },
      note: "Both transactions together. OpenZeppelin's side has no cooldown: its one transaction withdraws at once.",
    },
    {
      id: "delegateStake",
      title: "delegate the stake's votes, for the first time",
      prepare: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        return () => world.stake.connect(from.signer).delegate(to.address);
      },
      baseline: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        return () => world.baseline.stake.connect(from.signer).delegate(to.address);
      },
      accesses: { account: 1, read: 3, change: 2, open: 2 },
    },
  ],
};
