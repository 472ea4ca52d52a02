import { encodeBytes32String } from "ethers";
import { ethers } from "hardhat";
import type { Act } from "../measure";
import type { World } from "../world";
import type { Area } from "./action";

const BATCH = 10;
const STEPS = encodeBytes32String("steps");
const GAS = 50_000n;

/** So many steps that take next to nothing themselves, so that what the upkeep takes remains. */
async function steps(world: World, count: number): Promise<Act> {
  const { chain, constitution, treasury } = world;
  await chain.nextMoment();
  const institution = await ethers.deployContract("DueSteps");
  await chain.nextMoment();
  const directory = await ethers.deployContract("DirectoryOfOne", [institution]);
  await chain.nextMoment();
  const { selector } = institution.interface.getFunction("burn");
  const upkeep = await ethers.deployContract("Upkeep", [
    constitution,
    directory,
    treasury,
    [{ institution: STEPS, selector }],
    [
      { value: 10_00, min: 0, max: 20_00 },
      { value: 10n ** 9n, min: 0, max: 10n ** 9n },
    ],
  ]);
  const [payer] = await ethers.getSigners();
  await chain.send(() => payer.sendTransaction({ to: upkeep, value: 10n ** 18n }));
  const { signer } = await world.citizen(2);
  const data = institution.interface.encodeFunctionData("burn", [0]);
  const acts = Array.from({ length: count }, () => ({ institution: STEPS, gas: GAS, data }));
  return () => upkeep.connect(signer).perform(acts);
}

export const area: Area = {
  title: "Upkeep",
  actions: [
    {
      id: "upkeepPerform",
      title: "have a step taken that is due, and be paid (without the step)",
      prepare: (world) => steps(world, 1),
      // The directory's entry, the list and the provisions; directory, institution and whoever is paid.
      accesses: { open: 0, change: 0, read: 3, account: 3 },
      target: { gas: 60_000, newSlots: 0 },
      note: "A transaction of its own takes 21,000 of it, which the step taken directly would take, too.",
    },
    {
      id: "upkeepPerformBatch",
      title: `have a step taken that is due, and be paid (without the step), in a batch of ${BATCH}`,
      count: BATCH,
      prepare: (world) => steps(world, BATCH),
      accesses: { open: 0, change: 0, read: 1, account: 1 },
      target: { gas: 10_000, newSlots: 0 },
    },
  ],
};
