import { encodeBytes32String, id } from "ethers";
import { ethers } from "hardhat";
import type { Merit } from "../../typechain-types";
import { Justice } from "../justice";
import type { Act } from "../measure";
import { DAY, type World } from "../world";
import type { Area } from "./action";
import { Proposal } from "./governor";

const PERIOD = 30 * DAY;
const BATCH = 20;
const BOUNTY = encodeBytes32String("bounty");

/** The ledger of a nation whose directory knows the governor. */
async function ledger({ chain, constitution, citizenship, register, governor }: World): Promise<Merit> {
  await chain.send(() => register.appoint(encodeBytes32String("governor"), governor));
  await chain.nextMoment();
  return ethers.deployContract("Merit", [
    constitution,
    register,
    citizenship,
    [
      { value: 365, min: 90, max: 3650 },
      { value: 10, min: 1, max: 100 },
    ],
  ]);
}

/** Ballots of these citizens in a vote that is over, as the ledger takes them. */
async function ballots(world: World, voters: readonly number[], text: string) {
  const { proposalId } = (await (await Proposal.draft(world, world.governor, text)).voted(...voters)).close();
  return voters.map((citizenId) => ({ citizenId, proposalId }));
}

/** These citizens have a point of an earlier period, and cast another ballot since. */
async function secondBallots(world: World, voters: readonly number[]): Promise<Act> {
  const { chain } = world;
  const merit = await ledger(world);
  const first = await ballots(world, voters, "First");
  await chain.nextMoment();
  await chain.send(() => merit.recordBallots(first));
  chain.wait(PERIOD);
  await chain.nextMoment();
  const second = await ballots(world, voters, "Second");
  await chain.nextMoment();
  return () => merit.recordBallots(second);
}

/** A panel of three has voted. Nobody on it has points. */
async function duties(world: World): Promise<Act> {
  const { chain, register } = world;
  const justice = await Justice.found(world);
  await (await justice.open(11, 12)).decide(1);
  await chain.send(() => register.appoint(encodeBytes32String("court"), justice.court));
  const merit = await ledger(world);
  await chain.nextMoment();
  return () => merit.recordDuties([{ caseId: 1, round: 0 }]);
}

/** An institution has awarded points to a citizen before. */
async function award(world: World): Promise<Act> {
  const { chain, government } = world;
  const merit = (await ledger(world)).connect(government);
  await chain.nextMoment();
  await chain.send(() => merit.award(4, BOUNTY, id("first"), 3));
  await chain.nextMoment();
  return () => merit.award(4, BOUNTY, id("second"), 3);
}

export const area: Area = {
  title: "Merit",
  actions: [
    {
      id: "meritBallot",
      title: "record the point of a ballot",
      prepare: (world) => secondBallots(world, [4]),
      // A checkpoint; what was recorded of the citizen, and how many checkpoints there are. Of the vote its end and who voted.
      accesses: { open: 1, change: 2, read: 5, account: 2 },
      target: { gas: 95_000, newSlots: 1 },
      note: "Nothing is written when the ballot is cast. The checkpoint keeps the sum readable at any past moment.",
    },
    {
      id: "meritBallotBatch",
      title: `record points of ballots, in a batch of ${BATCH}`,
      count: BATCH,
      prepare: (world) =>
        secondBallots(
          world,
          Array.from({ length: BATCH }, (_, index) => index + 10),
        ),
      // The same for each; what is read of the vote is read once.
      accesses: { open: BATCH, change: 2 * BATCH, read: BATCH + 4, account: 2 },
      target: { gas: 53_000, newSlots: 1 },
    },
    {
      id: "meritDuties",
      title: "record the points of a panel of three, who have none",
      count: 3,
      prepare: duties,
      // For each the first checkpoint and the count of them, and for all which seats were recorded. Of the case its kind, its panel
      // and its votes.
      accesses: { open: 7, read: 5, account: 2 },
      target: { gas: 100_000, newSlots: 3 },
      note:
        "The court tells its cases whole, with funds and commitments: the ledger reads more than it needs of one, and the court " +
        "pays nothing for it when a vote is revealed.",
    },
    {
      id: "meritAward",
      title: "award points for a delivery",
      prepare: award,
      // A checkpoint and the reference; how many checkpoints there are.
      accesses: { open: 2, change: 1, read: 6, account: 2 },
      target: { gas: 110_000, newSlots: 2 },
    },
  ],
};
