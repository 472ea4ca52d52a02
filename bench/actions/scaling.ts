import { toBeHex } from "ethers";
import type { Act } from "../measure";
import type { Figure } from "../record";
import { inMapping, Storage } from "../storage";
import { COIN, type World } from "../world";
import type { Action } from "./action";
import { delegation, signedBatch } from "./citizenship";
import { taxedTransfer } from "./coin";
import { carriersIn, firstBallot, laterBallot, propose, Proposal } from "./governor";
import { laterStake } from "./stake";

/** How many citizens the nation has when the acts of {@link scaledActions} are measured. */
export const SIZES = [10, 1_000, 100_000] as const;

/** How many changes lie between a vote's beginning and what is measured in {@link measureDepth}. */
export const DEPTHS = [0, 10, 1_000] as const;

/**
 * What is measured at each size. To queue and to execute take a quorum, more voters than there can be among citizens who were only
 * written into the register: {@link measureDepth} measures them.
 */
export const scaledActions: readonly Action[] = [
  taxedTransfer,
  signedBatch,
  delegation,
  laterStake,
  propose,
  firstBallot,
  laterBallot,
];

const SECONDS_BETWEEN_ADMISSIONS = 60;
const HOLDER_BITS = 160n;
const ID_BITS = 32n;

/** Where in a word an id may lie. */
const OFFSETS = Array.from({ length: 29 }, (_, index) => BigInt(8 * index));

const low = (word: bigint, bits: bigint): bigint => word & ((1n << bits) - 1n);

/**
 * Writes citizens into the register's storage as admissions would have, a minute apart, because admitting 100,000 takes
 * minutes. Where the words lie is found by looking for those of citizens who were admitted, and what was written is read
 * back through the register's own functions.
 */
export async function populate(world: World, count: number): Promise<void> {
  const { chain, citizenship } = world;
  const storage = new Storage(citizenship.target as string);
  const last = Number(await citizenship.lastCitizenId());
  const known = await world.citizen(last);

  const idKey = toBeHex(last, 32);
  const citizens = await storage.findBase(
    async (base) => low(await storage.load(inMapping(idKey, base)), HOLDER_BITS) === BigInt(known.address),
  );
  const accounts = await storage.findBase(
    async (base) => low(await storage.load(inMapping(known.address, base)), ID_BITS) === BigInt(last),
  );
  const offsetOfLast = (word: bigint): bigint | undefined =>
    // From the top, where the id is: a provision further down may have the same value.
    [...OFFSETS].reverse().find((offset) => low(word >> offset, ID_BITS) === BigInt(last));
  const admissions = await storage.findBase(
    async (base) => offsetOfLast(await storage.load(toBeHex(base, 32))) !== undefined,
  );

  const pattern = await storage.load(inMapping(idKey, citizens));
  const accountPattern = (await storage.load(inMapping(known.address, accounts))) - BigInt(last);
  const { since } = await citizenship.citizen(last);
  const start = BigInt(chain.time) - since;
  for (let citizenId = last + 1; citizenId <= count; citizenId++) {
    const holder =
      citizenId === count ? (await world.citizen(citizenId)).address : toBeHex((1n << 159n) + BigInt(citizenId), 20);
    const later = start + BigInt((citizenId - last) * SECONDS_BETWEEN_ADMISSIONS);
    const word = pattern - BigInt(known.address) + BigInt(holder) + (later << HOLDER_BITS);
    await storage.store(inMapping(toBeHex(citizenId, 32), citizens), word);
  }
  // Nothing that is measured reads the account of one who was written here, except of the last.
  await storage.store(inMapping((await world.citizen(count)).address, accounts), accountPattern + BigInt(count));
  const admissionsSlot = toBeHex(admissions, 32);
  const admissionsWord = await storage.load(admissionsSlot);
  await storage.store(admissionsSlot, admissionsWord + (BigInt(count - last) << (offsetOfLast(admissionsWord) ?? 0n)));
  await chain.pass((count - last) * SECONDS_BETWEEN_ADMISSIONS);

  const written = await citizenship.citizen(count);
  const counts = [await citizenship.lastCitizenId(), await citizenship.citizenOf(written.holder)];
  if (counts.some((found) => found !== BigInt(count)) || written.since <= since) {
    throw new Error("What the bench wrote into the register does not read as citizens.");
  }
}

/** What changes since the beginning of a vote cost those who come after. */
export async function measureDepth(world: World): Promise<Record<string, Figure[]>> {
  const { chain, stake, citizenship, governor } = world;
  const voter = await world.citizen(4);
  const other = await world.citizen(5);
  const figures: Record<string, Figure[]> = {
    "ballot, since the voter's stake changed": [],
    "queue, since the nation's stake changed": [],
    "stake, since the citizen's stake changed": [],
    "ballot, since delegations to the voter changed": [],
    "queue, since citizens were admitted": [],
    "execute, since citizens were admitted": [],
  };
  const [afterStakes, queued, staked, afterDelegations, queuedLate, executedLate] = Object.values(figures);
  const figureOf = async (act: Act): Promise<Figure> => {
    const { gas, newSlots } = await chain.measure(act);
    return { gas, newSlots };
  };

  for (const depth of DEPTHS) {
    await chain.aside(async () => {
      const proposal = await (await Proposal.draft(world, governor)).voted(...(await carriersIn(world)));
      for (let change = 0; change < depth; change++) {
        await chain.send(() => stake.connect(voter.signer).stake(COIN));
      }
      afterStakes.push(await chain.aside(() => figureOf(proposal.ballot(voter))));
      staked.push(await chain.aside(() => figureOf(() => stake.connect(voter.signer).stake(COIN))));
      proposal.close();
      queued.push(await figureOf(proposal.queue));
    });
    await chain.aside(async () => {
      const proposal = await (await Proposal.draft(world, governor)).voted(...(await carriersIn(world)));
      for (let change = 0; change < depth; change++) {
        const to = change % 2 === 0 ? voter : other;
        await chain.send(() => citizenship.connect(other.signer).delegate(to.address));
      }
      afterDelegations.push(await figureOf(proposal.ballot(voter)));
    });
    await chain.aside(async () => {
      const proposal = await (await Proposal.draft(world, governor)).voted(...(await carriersIn(world)));
      await world.growTo(Number(await citizenship.lastCitizenId()) + depth);
      proposal.close();
      queuedLate.push(await figureOf(proposal.queue));
      proposal.mature();
      executedLate.push(await figureOf(proposal.execute));
    });
  }
  return figures;
}
