import { toBeHex, ZeroAddress } from "ethers";
import hre from "hardhat";
import { rankingOf } from "../../sdk/src/institutions/court/rankings";
import { decompress, published } from "../../test/fixtures/drand";
import { Justice } from "../justice";
import type { Act } from "../measure";
import { inMapping, Storage } from "../storage";
import type { World } from "../world";
import type { Action, Area } from "./action";
import { BenchDeal } from "./agreements";

const JUSTIFICATION = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqab";
const ROUND_OFFSET = 200n;
const ROUND_BITS = 32n;

/** A panel of three has voted, and the case is final. */
const aFinalCase = async (world: World) => (await (await Justice.found(world)).open(11, 12)).decide(1);

/** A citizen with coin and without a position, whose slot of positions is open already if neighbours share it. */
async function aCandidate(justice: Justice, { neighbours }: { neighbours: boolean }) {
  const { world } = justice;
  const last = Number(await world.citizenship.lastCitizenId());
  // Four citizens' positions share a slot: of the last ten, none is taken before the neighbour enrols.
  const citizenId = neighbours ? 4 * Math.floor(last / 4) - 3 : last;
  if (neighbours) await justice.enrol(await world.citizen(citizenId - 1));
  const person = await world.citizen(citizenId);
  await world.fund(person.address);
  return person;
}

interface Enrolment {
  readonly neighbours: boolean;
  readonly free: boolean;
  readonly allowance: boolean;
}

async function enrolment(world: World, { neighbours, free, allowance }: Enrolment): Promise<Act> {
  const { chain, coin } = world;
  const justice = await Justice.found(world);
  const person = await aCandidate(justice, { neighbours });
  for (const citizenId of free ? [3, 4] : []) {
    const { signer } = await world.citizen(citizenId);
    await chain.send(() => justice.roll.connect(signer).retire());
  }
  if (!allowance) return justice.enrolment(person);
  await chain.send(() => coin.connect(person.signer).approve(justice.roll, 2n ** 256n - 1n));
  return () => justice.roll.connect(person.signer).enrol();
}

/** So many are enrolled by others at once. */
const BATCH = 20;

/** The second choice before the others, and refusing last. */
const RANKING = rankingOf([2, 3, 1, 0]);

const APPROVAL = "The approval came before, for 46,000 gas and a new slot more.";

const enrol = (id: string, title: string, kind: Enrolment, note?: string): Action => {
  const opened = Number(!kind.neighbours) + Number(!kind.free);
  // Two balances, the citizen's slot and the size of the roll; the position. The account's citizen, the record, the provisions.
  const accesses = { account: 2, read: kind.allowance ? 4 : 3, change: 5 - opened, open: opened };
  return {
    id,
    title,
    prepare: (world) => enrolment(world, kind),
    accesses,
    target: { gas: 75_000 },
    ...(note !== undefined && { note }),
  };
};

/** A case in the plenary, because the roll is empty. */
async function aPlenary(world: World) {
  const justice = await Justice.found(world, 0);
  return (await justice.open()).freeze();
}

export const area: Area = {
  title: "Court",
  actions: [
    enrol(
      "enrolFree",
      "enrol in a free position, by sending the bond",
      { neighbours: true, free: true, allowance: false },
      "Four consecutive citizens share a slot for their positions: here one of them is on the roll already.",
    ),
    enrol(
      "enrolFreeAllowance",
      "enrol in a free position, from an allowance",
      { neighbours: true, free: true, allowance: true },
      APPROVAL,
    ),
    enrol(
      "enrolEnd",
      "enrol at the roll's end, by sending the bond",
      { neighbours: true, free: false, allowance: false },
      "The target is below the lower bound: a growing roll opens a slot for each juror.",
    ),
    enrol(
      "enrolEndAllowance",
      "enrol at the roll's end, from an allowance",
      { neighbours: true, free: false, allowance: true },
      APPROVAL,
    ),
    enrol(
      "enrolMost",
      "enrol at the roll's end, by sending the bond, at most",
      { neighbours: false, free: false, allowance: false },
      "The first of four consecutive citizens also opens the slot of their positions. One word for a juror, by citizen, " +
        "and packed positions beside it would always open one slot, and cost each seat of each panel another read.",
    ),
    {
      id: "retire",
      title: "retire without a duty, and take the bond back",
      prepare: async (world) => {
        const justice = await Justice.found(world);
        const { signer } = await world.citizen(4);
        return () => justice.roll.connect(signer).retire();
      },
      accesses: { account: 2, read: 2, change: 4, clear: 1 },
      note: "A slot of the roll is emptied.",
    },
    {
      id: "createDispute",
      title: "bring a case that excuses two parties",
      prepare: async (world) => {
        const justice = await Justice.found(world);
        await justice.open(11, 12);
        return justice.suit(11, 12);
      },
      // The track's fee and periods, the quorums, the roll's penalty; the number of cases; the case, its parties, three slots of the round.
      accesses: { account: 1, read: 6, change: 1, open: 5 },
      target: { gas: 200_000 },
      note: "The terms of the round are stored, so that they do not change during the round: five new slots.",
    },
    {
      id: "recuse",
      title: "step aside in a case",
      prepare: async (world) => {
        const { justice, caseId } = await (await Justice.found(world)).open(11, 12);
        const { signer } = await world.citizen(4);
        return () => justice.court.connect(signer).recuse(caseId);
      },
      // The case and its parties; the account's citizen and the record; who stepped aside.
      accesses: { account: 2, read: 4, open: 1 },
      note: "The first of 256 consecutive citizen ids opens a slot.",
    },
    {
      id: "freeze",
      title: "end the evidence: freeze the roll and request a seed",
      prepare: async (world) => {
        const justice = await Justice.found(world);
        await (await justice.open()).freeze();
        return (await (await justice.open()).wait()).advance;
      },
      accesses: { account: 2, read: 4, change: 3, open: 1 },
    },
    {
      id: "pin",
      title: "pin the block's hash",
      prepare: async (world) => (await (await (await (await Justice.found(world)).open()).freeze()).buildBlock()).pin,
      accesses: { read: 1, open: 1 },
    },
    {
      id: "submit",
      title: "submit drand's round, and pin the block's hash",
      prepare: async ({ chain, founder }) => {
        await chain.nextMoment();
        const source = await hre.ethers.deployContract("DrandRandomness", [4, 900], founder);
        await chain.send(() => source.request());
        for (let block = 0; block <= 4; block++) await chain.pass(12);
        // As if the request had fixed a round that quicknet has published: those of the bench's days are to come.
        const { round } = await source.requestOf(1);
        const storage = new Storage(source.target as string);
        const key = toBeHex(1, 32);
        const roundIn = (word: bigint) => (word >> ROUND_OFFSET) & ((1n << ROUND_BITS) - 1n);
        const base = await storage.findBase(
          async (slot) => roundIn(await storage.load(inMapping(key, slot))) === round,
        );
        const word = await storage.load(inMapping(key, base));
        const { round: known, signature } = published.latest;
        await storage.store(inMapping(key, base), word + ((BigInt(known) - round) << ROUND_OFFSET));
        const point = decompress(signature);
        return () => source.submit(1, point);
      },
      accesses: { read: 1, open: 2, beacon: 1 },
      note: "The signature of a round that quicknet published, verified by EIP-2537; once for all requests that fixed that round.",
    },
    {
      id: "drawThree",
      title: "draw a panel of three",
      prepare: async (world) => {
        const dispute = await (await Justice.found(world, 40)).open(51, 52);
        await (await dispute.freeze()).seed();
        return dispute.draw;
      },
      // The roll, the citizenship and the source; the parties, the source's address, its request and hash, three records; the
      // case, the draw and three jurors; the panel.
      accesses: { account: 3, read: 7, change: 5, open: 1 },
      target: { gas: 120_000 },
      note:
        "From two excused parties. Each candidate is asked for when it came to the roll, and whether it stepped aside. Kleros v2's sortition trees (K = 5), drawn by stake and measured by us under its own " +
        "settings (solc 0.8.30, IR, 10,000 runs): 64,600 for one juror and 28,000 for each further one of 1,000 jurors, 77,900 " +
        "and 38,100 of 10,000, 84,100 and 52,900 of 100,000.",
    },
    {
      id: "commit",
      title: "commit a vote",
      prepare: async (world) => (await (await (await Justice.found(world)).open()).seat()).commitment(1, 2),
      accesses: { account: 1, read: 2, open: 1 },
      target: { gas: 55_000, newSlots: 1 },
      note: "A seat is a citizen's, and the register tells whose account that is now: the duty follows a moved key.",
    },
    {
      id: "reveal",
      title: `reveal a vote, with a reference of ${JUSTIFICATION.length} bytes`,
      prepare: async (world) => {
        const dispute = await (await (await (await Justice.found(world)).open()).seat()).commitAll(2);
        const { commitEndsAt } = await dispute.round();
        await world.chain.pass(Number(commitEndsAt) - world.chain.time);
        return dispute.revelation(1, 2, JUSTIFICATION);
      },
      accesses: { account: 1, read: 3, change: 1, clear: 1 },
      target: { gas: 65_000, newSlots: 0 },
      note: "The slot of the commitment is emptied.",
    },
    {
      id: "revealRanking",
      title: "reveal a ranking of three choices and the refusal to decide",
      prepare: async (world) => {
        const dispute = await (await (await (await Justice.found(world)).openRanked()).seat()).commitAll(RANKING);
        const { commitEndsAt } = await dispute.round();
        await world.chain.pass(Number(commitEndsAt) - world.chain.time);
        return dispute.revelation(1, RANKING, JUSTIFICATION);
      },
      accesses: { account: 1, read: 3, change: 1, clear: 1 },
      target: { gas: 65_000, newSlots: 0 },
      note: "The slot of the commitment is emptied. Each pair of choices is counted.",
    },
    {
      id: "closeVotes",
      title: "close the votes of three",
      prepare: async (world) => (await (await (await (await Justice.found(world)).open()).seat()).vote(1)).advance,
      accesses: { read: 1, change: 2 },
      note: "The ruling is found here: the median of the votes, or the choice that wins the pairs.",
    },
    {
      id: "plenaryFirst",
      title: "vote in the plenary, first of 256 citizen ids",
      prepare: async (world) => {
        const { caseId, justice } = await aPlenary(world);
        await world.chain.send(async () =>
          justice.court.connect((await world.citizen(2)).signer).voteInPlenary(caseId, 1, ""),
        );
        const { signer } = await world.citizen(260);
        return () => justice.court.connect(signer).voteInPlenary(caseId, 1, "");
      },
      accesses: { account: 1, read: 5, change: 2, open: 1 },
      target: { newSlots: 1 },
    },
    {
      id: "plenaryLater",
      title: "vote in the plenary, later",
      prepare: async (world) => {
        const { caseId, justice } = await aPlenary(world);
        await world.chain.send(async () =>
          justice.court.connect((await world.citizen(2)).signer).voteInPlenary(caseId, 1, ""),
        );
        const { signer } = await world.citizen(3);
        return () => justice.court.connect(signer).voteInPlenary(caseId, 1, "");
      },
      accesses: { account: 1, read: 5, change: 3 },
      target: { newSlots: 0 },
    },
    {
      id: "plenaryRanking",
      title: "vote in the plenary, later, by a ranking of three choices and the refusal to decide",
      prepare: async (world) => {
        const { caseId, justice } = await (await (await Justice.found(world, 0)).openRanked()).freeze();
        const vote = async (citizenId: number) => {
          const { signer } = await world.citizen(citizenId);
          return () => justice.court.connect(signer).voteInPlenary(caseId, RANKING, "");
        };
        await world.chain.send(await vote(2));
        return vote(3);
      },
      accesses: { account: 1, read: 5, change: 3 },
      target: { newSlots: 0 },
    },
    {
      id: "fundAppeal",
      title: "fund a side of an appeal, the first of it",
      prepare: async (world) => {
        const dispute = await (await (await (await Justice.found(world)).open()).seat()).vote(1);
        await world.chain.send(dispute.advance);
        const { justice, caseId } = dispute;
        const { signer } = await world.person("contributor");
        return () => justice.court.connect(signer).fundAppeal(caseId, 2, { value: 1_000_000n });
      },
      // The case, the round's terms and its ruling; what the side raised, and of whom.
      accesses: { read: 3, open: 2 },
      target: { newSlots: 2 },
    },
    {
      id: "enrolForBatch",
      title: `enrol others where no bond is due, in a batch of ${BATCH}`,
      count: BATCH,
      prepare: async (world) => {
        const justice = await Justice.found(world, 0, 0n);
        const citizenIds = Array.from({ length: BATCH }, (_, index) => 5 + index);
        const found = await justice.roll.enrolFor.staticCall(citizenIds);
        if (found !== BigInt(BATCH)) throw new Error(`${found} citizens of the batch are enrolled, not ${BATCH}.`);
        return () => justice.roll.enrolFor(citizenIds);
      },
      // The provisions, each citizen's record; each one's position, four of whom share a slot, and the size of the roll.
      accesses: { account: 1, read: 1 + BATCH, change: 1, open: BATCH + BATCH / 4 },
    },
    {
      id: "decide",
      title: "end the appeal phase: the ruling is final",
      prepare: async (world) => {
        const dispute = await (await (await (await Justice.found(world)).open()).seat()).vote(1);
        await world.chain.send(dispute.advance);
        return (await dispute.wait()).advance;
      },
      accesses: { read: 1, change: 1 },
    },
    {
      id: "settleRound",
      title: "settle a round: share the fees among three jurors, and release them",
      prepare: async (world) => {
        const { justice, caseId } = await aFinalCase(world);
        return () => justice.court.settle(caseId, 0);
      },
      // The case, the panel, the votes; the roll's rest and three positions; the fees and the jurors; what each is owed.
      accesses: { account: 1, read: 7, change: 4, open: 3 },
      note: "For jurors who are owed nothing yet: three new slots. Without a remainder for the treasury.",
    },
    {
      id: "claimForCitizen",
      title: "pay a juror, as claimed by anyone",
      prepare: async (world) => {
        const dispute = await aFinalCase(world);
        const { court } = dispute.justice;
        await world.chain.send(() => court.settle(dispute.caseId, 0));
        const { citizenId } = await dispute.juror(0);
        return () => court.claimForCitizen(ZeroAddress, citizenId);
      },
      accesses: { account: 2, read: 1, clear: 1, send: 1 },
      note: "The slot of what is owed is emptied.",
    },
    {
      id: "deliver",
      title: "deliver a ruling to an agreement",
      prepare: async (world) => {
        const { justice } = await (await BenchDeal.bound(world)).disputed();
        const { caseId } = await (await justice.lastCase()).decide(1);
        return () => justice.court.execute(caseId, { gasLimit: 3_000_000 });
      },
      accesses: { account: 1, read: 1, change: 2 },
      note: "The receiver's own work is part of it.",
    },
    {
      id: "removeAbsent",
      title: "close the votes of three absent jurors: remove them, and freeze the roll for another panel",
      prepare: async (world) => {
        const dispute = await (await (await Justice.found(world, 20)).open()).seat();
        return (await (await dispute.wait()).wait()).advance;
      },
      // As for freeze, and: three positions and jurors, the roll's size, the coin's two balances; the old round, and a new one.
      accesses: { account: 3, read: 14, change: 9, open: 4 },
    },
  ],
};
