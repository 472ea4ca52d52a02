import { AbiCoder } from "ethers";
import { ethers } from "hardhat";
import type { Grants } from "../../typechain-types";
import type { Act } from "../measure";
import { COIN, DAY, type World } from "../world";
import type { Area } from "./action";

const ROUND = 30 * DAY;
const GIFT = 9n * COIN;
/** The coin's exemption of what is sent and received, as a founding gives it. */
const EXEMPT = 3;

/** A payment to a project, or to the pot. */
const numberOf = (projectId: number): string => AbiCoder.defaultAbiCoder().encode(["uint256"], [projectId]);

/** A round that is open, with eight projects: one of each of the citizens 2 to 9. Each of them has coin. */
async function round(world: World): Promise<Grants> {
  const { chain, constitution, citizenship, coin, treasury, government } = world;
  await chain.nextMoment();
  const grants = await ethers.deployContract("Grants", [
    constitution,
    coin,
    citizenship,
    treasury,
    [
      { value: 30, min: 7, max: 90 },
      { value: 100, min: 0, max: 500_000 },
      { value: 1, min: 1, max: 1_000_000 },
      { value: 5000, min: 0, max: 10_000 },
      { value: 2500, min: 500, max: 5000 },
      { value: 180, min: 30, max: 365 },
    ],
  ]);
  await chain.send(() => coin.connect(government).setExemption(grants, EXEMPT));
  await give(world, grants, 2, "0x", 1000n * COIN);
  await chain.send(() => grants.openRound());
  for (let citizenId = 2; citizenId <= 9; ++citizenId) {
    const { signer, address } = await world.citizen(citizenId);
    await chain.send(() => grants.connect(signer).register(address, "A project of ours", "ipfs://more-of-it"));
  }
  return grants;
}

/** A citizen pays the grants. */
async function give(world: World, grants: Grants, citizenId: number, data: string, amount = GIFT): Promise<void> {
  const { signer, address } = await world.citizen(citizenId);
  await world.fund(address);
  await world.chain.send(() => payment(world, grants, signer, data, amount)());
}

const payment =
  ({ coin }: World, grants: Grants, signer: Parameters<Grants["connect"]>[0], data: string, amount = GIFT): Act =>
  () =>
    coin.connect(signer)["transferAndCall(address,uint256,bytes)"](grants, amount, data);

/** Somebody gave to the first project before, and the citizen has given to so many of the others. */
async function donor(world: World, others: number): Promise<Act> {
  const grants = await round(world);
  await give(world, grants, 20, numberOf(1));
  for (let projectId = 2; projectId < 2 + others; ++projectId) await give(world, grants, 21, numberOf(projectId));
  const { signer, address } = await world.citizen(21);
  await world.fund(address);
  await world.chain.nextMoment();
  return payment(world, grants, signer, numberOf(1));
}

async function again(world: World): Promise<Act> {
  const grants = await round(world);
  for (const citizenId of [20, 21]) await give(world, grants, citizenId, numberOf(1));
  const { signer } = await world.citizen(21);
  await world.chain.nextMoment();
  return payment(world, grants, signer, numberOf(1));
}

/** A round of ten donors that is closed and matched. */
async function matched(world: World): Promise<Grants> {
  const grants = await round(world);
  for (let citizenId = 20; citizenId < 30; ++citizenId) await give(world, grants, citizenId, numberOf(1));
  world.chain.wait(ROUND);
  await world.chain.send(() => grants.closeRound());
  await world.chain.nextMoment();
  return grants;
}

async function settle(world: World): Promise<Act> {
  const grants = await matched(world);
  return () => grants.settle(1);
}

async function claim(world: World): Promise<Act> {
  const grants = await matched(world);
  await world.chain.send(() => grants.settle(1));
  return () => grants.claimForCitizen(world.coin, 2);
}

async function accept(world: World): Promise<Act> {
  const grants = await matched(world);
  const [first, second] = [await world.citizen(20), await world.citizen(21)];
  await world.chain.send(() => grants.connect(first.signer).accept(1));
  return () => grants.connect(second.signer).accept(1);
}

export const area: Area = {
  title: "Grants",
  actions: [
    {
      id: "grantsGive",
      title: "give to a project, as a new donor",
      prepare: (world) => donor(world, 0),
      // What the citizen gave is new. The project's sums, the round's, and both balances change.
      accesses: { open: 1, change: 4, read: 3, account: 2 },
      target: { newSlots: 1 },
      note:
        "The aim was 75,000. A transfer of coin with its call, two words of sums and one new word are above that alone: what a " +
        "gift adds to such a payment is the one new word, and two that change.",
    },
    {
      id: "grantsGiveAgain",
      title: "give more to the same project",
      prepare: again,
      accesses: { open: 0, change: 5, read: 3, account: 2 },
      target: { newSlots: 0 },
      note: "The aim was 55,000: five words change, of which two are balances of the coin.",
    },
    {
      id: "grantsGiveEighth",
      title: "give to an eighth project",
      prepare: (world) => donor(world, 7),
      // Seven other projects have less of the head.
      accesses: { open: 0, change: 12, read: 4, account: 2 },
      target: { newSlots: 0 },
      note: "The most that a gift costs: each of the seven other projects has a smaller part of the citizen's head.",
    },
    {
      id: "grantsAccept",
      title: "accept what a project did",
      prepare: accept,
      accesses: { open: 0, change: 2, read: 3, account: 1 },
      target: { newSlots: 0 },
    },
    {
      id: "grantsSettle",
      title: "owe a project its gifts and its matching",
      prepare: settle,
      // What is owed is new. What the project was owed, what the round has left, the treasury's balance and the grants' change.
      accesses: { open: 1, change: 4, read: 3, account: 2 },
      target: { gas: 130_000, newSlots: 2 },
    },
    {
      id: "grantsClaim",
      title: "claim what a project is owed",
      prepare: claim,
      accesses: { open: 0, change: 3, read: 1, account: 2 },
      target: { gas: 90_000, newSlots: 0 },
    },
  ],
};
