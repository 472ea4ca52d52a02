import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import type { Act } from "../measure";
import { COIN, DAY, type World } from "../world";
import type { Area } from "./action";

const AMOUNT = COIN;
const PURPOSE = "Bread for the school";

async function payee(world: World) {
  const person = await world.person("payee");
  await world.fund(person.address);
  return person.address;
}

/** Pays, after a first payment of the same kind. */
async function later(world: World, act: Act): Promise<Act> {
  await world.chain.send(act);
  world.chain.wait(DAY);
  return act;
}

async function payment(world: World, asset: string): Promise<Act> {
  const to = await payee(world);
  return later(world, () => world.treasury.connect(world.government).pay(asset, to, AMOUNT, PURPOSE));
}

async function baselinePayment(world: World): Promise<Act> {
  const to = await payee(world);
  const { treasury, coin } = world.baseline;
  return later(world, () => treasury.connect(world.government).pay(coin, to, AMOUNT, PURPOSE));
}

async function spending(world: World, spender: "citizen" | "contract"): Promise<Act> {
  const { chain, treasury, coin, government } = world;
  const to = await payee(world);
  const { signer, address } = spender === "citizen" ? await world.citizen(2) : await world.person("clerk");
  if (spender === "contract") await ethers.provider.send("hardhat_setCode", [address, "0x00"]);
  const until = chain.time + 365 * DAY;
  await chain.send(() =>
    treasury
      .connect(government)
      .openBudget({ purpose: "Schools", spender: address, asset: coin, ceiling: 100n * COIN, period: 7 * DAY, until }),
  );
  return later(world, () => treasury.connect(signer).spend(1, to, AMOUNT, PURPOSE));
}

/** What left, so that it can be looked up for 30 days: a slot, and their number; both caps, and the number of the other class. */
const OUTFLOW = { open: 1, change: 1, read: 2 };
const NOTE = "Each outflow is remembered, exactly, for as long as it counts against the cap: one new slot.";

export const area: Area = {
  title: "Treasury",
  actions: [
    {
      id: "payCoin",
      title: "pay civic coin, the act alone",
      prepare: (world) => payment(world, world.coin.target as string),
      baseline: baselinePayment,
      accesses: { open: OUTFLOW.open, change: OUTFLOW.change + 2, read: OUTFLOW.read + 2, account: 2 },
      target: { newSlots: 1 },
      note: `${NOTE} OpenZeppelin's side: a payment behind the same authority, without cap or accounts.`,
    },
    {
      id: "payNative",
      title: "pay native coin, the act alone",
      prepare: (world) => payment(world, ZeroAddress),
      accesses: { ...OUTFLOW, read: OUTFLOW.read + 2, account: 2, send: 1 },
      target: { newSlots: 1 },
    },
    {
      id: "payConstitutionally",
      title: "pay civic coin by a constitutional decision, the act alone",
      prepare: async (world) => {
        const { treasury, coin, government } = world;
        const to = await payee(world);
        return later(world, () => treasury.connect(government).payConstitutionally(coin, to, AMOUNT, PURPOSE));
      },
      accesses: { open: OUTFLOW.open, change: OUTFLOW.change + 2, read: OUTFLOW.read + 2, account: 2 },
      target: { newSlots: 1 },
      note: NOTE,
    },
    {
      id: "spendByCitizen",
      title: "spend civic coin from a citizen's budget",
      prepare: (world) => spending(world, "citizen"),
      baseline: baselinePayment,
      accesses: { open: OUTFLOW.open, change: OUTFLOW.change + 3, read: OUTFLOW.read + 4, account: 2 },
      target: { newSlots: 1 },
      note: NOTE,
    },
    {
      id: "spendByAccount",
      title: "spend civic coin from a contract's budget",
      prepare: (world) => spending(world, "contract"),
      baseline: baselinePayment,
      accesses: { open: OUTFLOW.open, change: OUTFLOW.change + 3, read: OUTFLOW.read + 2, account: 1 },
      target: { newSlots: 1 },
      note: NOTE,
    },
  ],
};
