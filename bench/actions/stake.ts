import type { Act } from "../measure";
import { COIN, DAY, type World } from "../world";
import type { Action, Area } from "./action";

const AMOUNT = 10n * COIN;
const COOLDOWN = 14 * DAY;

/** A citizen with coin who has allowed the stake to take it and has staked nothing yet, in both worlds. */
async function newStaker(world: World) {
  const { chain, coin, stake, plain } = world;
  const person = await world.citizen(Number(await world.citizenship.lastCitizenId()));
  await world.fund(person.address);
  await chain.send(() => coin.connect(person.signer).approve(stake, 2n ** 256n - 1n));
  await chain.send(() => plain.coin.connect(person.signer).approve(plain.stake, 2n ** 256n - 1n));
  await chain.send(() => plain.stake.connect(person.signer).delegate(person.address));
  return person;
}

/**
 * Somebody whose next stake begins a slot both in the own history and in the nation's, which two values share; or fills both.
 */
async function staker(world: World, { begins }: { begins: boolean }) {
  const { chain, stake } = world;
  const { signer } = await newStaker(world);
  await chain.send(() => stake.connect(signer).stake(AMOUNT));
  if (!begins) await chain.send(() => stake.connect(signer).stake(AMOUNT));

  // Another's stake turns the nation's history to the other half of its slot.
  const next = await chain.aside(() => chain.measure(() => stake.connect(signer).stake(AMOUNT)));
  if (next.newSlots !== (begins ? 2 : 0)) {
    const other = await world.citizen(2);
    await chain.send(() => stake.connect(other.signer).stake(AMOUNT));
  }
  return signer;
}

async function plainStaker(world: World) {
  const { chain, plain } = world;
  const person = await newStaker(world);
  await chain.send(() => plain.stake.connect(person.signer).depositFor(person.address, AMOUNT));
  return person;
}

const plainLater = async (world: World): Promise<Act> => {
  const { signer, address } = await plainStaker(world);
  return () => world.plain.stake.connect(signer).depositFor(address, AMOUNT);
};

const plainLeaving = async (world: World): Promise<Act> => {
  const { signer, address } = await plainStaker(world);
  return () => world.plain.stake.connect(signer).withdrawTo(address, AMOUNT / 2n);
};

export const laterStake: Action = {
  id: "stakeLater",
  title: "stake, later, at most",
  prepare: async (world) => {
    const signer = await staker(world, { begins: true });
    return () => world.stake.connect(signer).stake(AMOUNT);
  },
  plain: plainLater,
  // The citizen's id and the coin's allowance; the coin's two balances, the stake and the total; a slot of each history.
  touches: { account: 2, read: 2, change: 4, open: 2 },
  target: { gas: 100_000, newSlots: 2 },
  note: "Every second change of a stake begins a slot in its history, and every second one of the nation's total in that.",
};

export const stakeActions: Area = {
  title: "Stake",
  actions: [
    {
      id: "stakeFirst",
      title: "stake, first",
      prepare: async (world) => {
        const { signer } = await newStaker(world);
        return () => world.stake.connect(signer).stake(AMOUNT);
      },
      plain: async (world) => {
        const { signer, address } = await newStaker(world);
        return () => world.plain.stake.connect(signer).depositFor(address, AMOUNT);
      },
      touches: { account: 2, read: 2, change: 3, open: 1 },
      target: { newSlots: 2 },
      note: "OpenZeppelin's side: a wrapper of the coin with votes, delegated to oneself before.",
    },
    laterStake,
    {
      id: "stakeLaterLeast",
      title: "stake, later, at least",
      prepare: async (world) => {
        const signer = await staker(world, { begins: false });
        return () => world.stake.connect(signer).stake(AMOUNT);
      },
      plain: plainLater,
      touches: { account: 2, read: 2, change: 6 },
      target: { gas: 100_000, newSlots: 2 },
    },
    {
      id: "unstake",
      title: "unstake, at most",
      prepare: async (world) => {
        const signer = await staker(world, { begins: true });
        return () => world.stake.connect(signer).unstake(AMOUNT / 2n);
      },
      plain: plainLeaving,
      touches: { account: 1, read: 2, change: 2, open: 3 },
      note: "OpenZeppelin's side has no cooldown: what leaves is withdrawn in the same act.",
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
      plain: plainLeaving,
      touches: { account: 2, read: 1, change: 3 },
      note: "Of what is emptied the chain gives back a part, which the floor leaves out.",
    },
    {
      id: "delegateStake",
      title: "delegate the stake's votes, for the first time",
      prepare: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        return () => world.stake.connect(from.signer).delegate(to.address);
      },
      plain: async (world) => {
        const [from, to] = [await world.citizen(2), await world.citizen(3)];
        return () => world.plain.stake.connect(from.signer).delegate(to.address);
      },
      touches: { account: 1, read: 3, change: 2, open: 2 },
    },
  ],
};
