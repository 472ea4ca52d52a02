import { ethers } from "hardhat";
import type { Act } from "../measure";
import type { World } from "../world";
import type { Area } from "./action";

const FEE = 10n ** 15n;
const TERM = 30n * 86_400n;

/** A residency after the first one of somebody else; the treasury is owed something. */
async function residency({ chain, constitution, citizenship, treasury }: World) {
  await chain.nextMoment();
  const contract = await ethers.deployContract("Residency", [
    constitution,
    citizenship,
    treasury,
    [
      { value: FEE / 10n ** 9n, min: 0, max: FEE / 10n ** 9n },
      { value: 30, min: 1, max: 366 },
    ],
  ]);
  const [first, second] = (await ethers.getSigners()).slice(-2);
  await chain.send(() => contract.connect(first).subscribe(1, FEE, TERM, { value: FEE }));
  return { contract, first, second };
}

/** A residency begins. */
async function begin(world: World): Promise<Act> {
  const { contract, second } = await residency(world);
  return () => contract.connect(second).subscribe(12, FEE, TERM, { value: 12n * FEE });
}

/** Terms are added to one that runs. */
async function add(world: World): Promise<Act> {
  const { contract, first } = await residency(world);
  return () => contract.connect(first).subscribe(12, FEE, TERM, { value: 12n * FEE });
}

export const area: Area = {
  title: "Residency",
  actions: [
    {
      id: "residencyBegin",
      title: "become a resident, for twelve terms",
      prepare: begin,
      // Two slots of the residency, and the account's. The count and what the treasury is owed change.
      accesses: { open: 3, change: 2, read: 4, account: 2 },
      target: { newSlots: 3 },
    },
    {
      id: "residencyAdd",
      title: "add twelve terms",
      prepare: add,
      accesses: { change: 1, read: 5, account: 2 },
      target: { newSlots: 0 },
    },
  ],
};
