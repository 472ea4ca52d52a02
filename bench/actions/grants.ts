import { id } from "ethers";
import { ethers } from "hardhat";
import type { Act } from "../measure";
import type { World } from "../world";
import type { Area } from "./action";

/** An entry of a citizen, after the first one of somebody else. */
async function entry(world: World): Promise<Act> {
  const { chain, constitution, citizenship } = world;
  await chain.nextMoment();
  const grants = await ethers.deployContract("Grants", [constitution, citizenship, [{ value: 0, min: 0, max: 1 }]]);
  const [first, second] = [await world.citizen(2), await world.citizen(3)];
  await chain.send(() => grants.connect(first.signer).enter(id("first")));
  return () => grants.connect(second.signer).enter(id("second"));
}

export const area: Area = {
  title: "Grants",
  actions: [
    {
      id: "grantsEnter",
      title: "make an entry",
      prepare: entry,
      // The entry takes two slots, and its citizen one for the moment. The list's length changes.
      accesses: { open: 3, change: 1, read: 3, account: 2 },
      target: { newSlots: 3 },
    },
  ],
};
