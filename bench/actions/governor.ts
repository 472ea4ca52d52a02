import { concat, id, Signature, toBeHex } from "ethers";
import type { NationGovernor, BaselineGovernor } from "../../typechain-types";
import type { Act } from "../measure";
import { DAY, type Person, TIMELOCK_DELAY, type World } from "../world";
import type { Action, Area } from "./action";

const BATCH = 100;
const FOR = 1;
const TEXT = "Write a new entry into the register";

const DELAY = DAY;
const PERIOD = 5 * DAY;

/** As many citizens as the least quorum takes, a twentieth of all; none of those whose ballots are measured. */
export async function carriersIn({ citizenship }: World): Promise<number[]> {
  const needed = Math.ceil(Number(await citizenship.lastCitizenId()) / 20);
  return [2, 3, ...Array.from({ length: needed }, (_, index) => index + 6)];
}

type AnyGovernor = NationGovernor | BaselineGovernor;

/** A proposal on its way through one of the two governors. */
export class Proposal {
  private constructor(
    readonly world: World,
    readonly governor: BaselineGovernor,
    readonly proposer: Person,
    readonly targets: string[],
    readonly calldatas: string[],
    readonly description: string,
    readonly proposalId: bigint,
  ) {}

  static async draft(world: World, anyGovernor: AnyGovernor, text = TEXT): Promise<Proposal> {
    // Both speak OpenZeppelin's IGovernor, which is all that is used of either.
    const governor = anyGovernor as BaselineGovernor;
    const proposer = await world.citizen(2);
    const targets = [world.register.target as string];
    const calldatas = [world.register.interface.encodeFunctionData("set", [2])];
    const description = `${text}#proposer=${proposer.address.toLowerCase()}`;
    const proposalId = await governor.hashProposal(targets, [0], calldatas, id(description));
    return new Proposal(world, governor, proposer, targets, calldatas, description, proposalId);
  }

  readonly propose: Act = () =>
    this.governor.connect(this.proposer.signer).propose(this.targets, [0], this.calldatas, this.description);

  readonly queue: Act = () => this.governor.queue(this.targets, [0], this.calldatas, id(this.description));

  readonly execute: Act = () => this.governor.execute(this.targets, [0], this.calldatas, id(this.description));

  ballot(voter: Person): Act {
    return () => this.governor.connect(voter.signer).castVote(this.proposalId, FOR);
  }

  async open(): Promise<this> {
    await this.world.chain.send(this.propose);
    this.world.chain.wait(DELAY);
    return this;
  }

  /** Opens the vote, in which these citizens take part. */
  async voted(...citizenIds: number[]): Promise<this> {
    await this.open();
    for (const citizenId of citizenIds) {
      await this.world.chain.send(this.ballot(await this.world.citizen(citizenId)));
    }
    return this;
  }

  close(): this {
    this.world.chain.wait(PERIOD);
    return this;
  }

  async passed(): Promise<this> {
    await this.voted(...(await carriersIn(this.world)));
    return this.close();
  }

  mature(): this {
    this.world.chain.wait(TIMELOCK_DELAY);
    return this;
  }

  async queued(): Promise<this> {
    await this.passed();
    await this.world.chain.send(this.queue);
    return this.mature();
  }
}

const ours = (world: World): Promise<Proposal> => Proposal.draft(world, world.governor);
const baseline = (world: World): Promise<Proposal> => Proposal.draft(world, world.baseline.governor);

async function ballotBySignature(world: World, proposal: Proposal): Promise<Act> {
  const voter = await world.citizen(4);
  const { governor, proposalId } = await proposal.voted(2);
  const nonce = await governor.nonces(voter.address);
  const types = {
    Ballot: [
      { name: "proposalId", type: "uint256" },
      { name: "support", type: "uint8" },
      { name: "voter", type: "address" },
      { name: "nonce", type: "uint256" },
    ],
  };
  const signature = await voter.wallet.signTypedData(await world.domainOf(governor), types, {
    proposalId,
    support: FOR,
    voter: voter.address,
    nonce,
  });
  return () => governor.castVoteBySig(proposalId, FOR, voter.address, signature);
}

/** A batch of ballots that the citizens from the third on signed, who all have stake; `counted` of them count. */
async function batchOfBallots(
  { world, proposalId }: Proposal,
  { count = BATCH, counted = count }: { count?: number; counted?: number } = {},
): Promise<Act> {
  const types = {
    BatchBallot: [
      { name: "proposalId", type: "uint256" },
      { name: "support", type: "uint8" },
    ],
  };
  const domain = await world.domainOf(world.governor);
  const pieces: string[] = [];
  for (let citizenId = 3; citizenId < 3 + count; citizenId++) {
    const { wallet } = await world.citizen(citizenId);
    const { r, yParityAndS } = Signature.from(await wallet.signTypedData(domain, types, { proposalId, support: FOR }));
    pieces.push(concat([toBeHex(citizenId, 3), toBeHex(FOR, 1), r, yParityAndS]));
  }
  const ballots = concat(pieces);
  const found = await world.governor.castVotesBySig.staticCall(proposalId, ballots);
  if (found !== BigInt(counted)) throw new Error(`${found} ballots of the batch count, not ${counted}.`);
  return () => world.governor.castVotesBySig(proposalId, ballots);
}

/** Lets each voter of a batch delegate to the next one in both houses, so that each has given and received votes. */
async function delegateInARing(world: World): Promise<void> {
  for (let index = 0; index < BATCH; index++) {
    const { signer } = await world.citizen(3 + index);
    const { address } = await world.citizen(3 + ((index + 1) % BATCH));
    await world.chain.send(() => world.citizenship.connect(signer).delegate(address));
    await world.chain.send(() => world.stake.connect(signer).delegate(address));
  }
}

/** What a ballot reads in the two registers: the citizen's id, record, and stake. */
const ELECTOR = { account: 2, read: 3 };

const ONE_HOUSE = "OpenZeppelin's side counts in one house.";

export const propose: Action = {
  id: "propose",
  title: "propose",
  prepare: async (world) => (await ours(world)).propose,
  baseline: async (world) => (await baseline(world)).propose,
  // The proposer's votes; the provisions of times and shares, two to a slot; the code of the target.
  accesses: { account: 2, read: 6, open: 3 },
  target: { gas: 122_000, newSlots: 3 },
  note:
    "OpenZeppelin's side fixes neither rules nor code. The lower bound counts three slots: its own, the tally that every ballot " +
    "finds open, and the rules.",
};

export const firstBallot: Action = {
  id: "ballotFirst",
  title: "ballot in both houses, first of 255 citizen ids",
  prepare: async (world) => (await (await ours(world)).open()).ballot(await world.citizen(4)),
  baseline: async (world) => (await (await baseline(world)).open()).ballot(await world.citizen(4)),
  accesses: { ...ELECTOR, open: 1, change: 1 },
  target: { gas: 78_000, newSlots: 1 },
  note: ONE_HOUSE,
};

export const laterBallot: Action = {
  id: "ballotLater",
  title: "ballot in both houses, later",
  prepare: async (world) => (await (await ours(world)).voted(2)).ballot(await world.citizen(4)),
  baseline: async (world) => (await (await baseline(world)).voted(2)).ballot(await world.citizen(4)),
  accesses: { ...ELECTOR, change: 2 },
  target: { gas: 60_000, newSlots: 0 },
  note: ONE_HOUSE,
};

export const queue: Action = {
  id: "queue",
  title: "queue",
  prepare: async (world) => (await (await ours(world)).passed()).queue,
  baseline: async (world) => (await (await baseline(world)).passed()).queue,
  // The proposal, its tally and rules, both electorates, the timelock's delay and roles; the operation, its id and its eta.
  accesses: { account: 3, read: 8, change: 1, open: 2 },
  target: { percentOfBaseline: 115 },
  note:
    "The outcome is found here: the citizens' quorum on the greater of two electorates, 90 days apart, and whether the stake " +
    "objects.",
};

export const execute: Action = {
  id: "execute",
  title: "execute",
  prepare: async (world) => (await (await ours(world)).queued()).execute,
  baseline: async (world) => (await (await baseline(world)).queued()).execute,
  accesses: { account: 2, read: 6, change: 4 },
  target: { percentOfBaseline: 115 },
  note:
    "The call itself writes one slot of another contract. The code of what it calls is compared with that at the proposal, and " +
    "its class is judged anew.",
};

export const area: Area = {
  title: "Governance",
  actions: [
    propose,
    firstBallot,
    laterBallot,
    {
      id: "ballotLate",
      title: "ballot in both houses, in the stretch in which a quorum comes late",
      prepare: async (world) => {
        const proposal = await (await ours(world)).voted(2);
        world.chain.wait(PERIOD - DAY);
        return proposal.ballot(await world.citizen(4));
      },
      accesses: { ...ELECTOR, read: 5, change: 2 },
      target: { newSlots: 0 },
      note: "Only here the quorum is computed with each ballot.",
    },
    {
      id: "ballotBySignature",
      title: "ballot by signature",
      prepare: async (world) => ballotBySignature(world, await ours(world)),
      baseline: async (world) => ballotBySignature(world, await baseline(world)),
      accesses: { ...ELECTOR, change: 2, signature: 1 },
      note: "With OpenZeppelin's nonce, whose slot the first ballot by signature opens. Ballots in a batch need none.",
    },
    {
      id: "ballotBatch",
      title: "ballot by signature, in a batch of 100, at least",
      count: BATCH,
      prepare: async (world) => batchOfBallots(await (await ours(world)).voted(2)),
      baseline: async (world) => ballotBySignature(world, await baseline(world)),
      baselineCount: 1,
      accesses: { account: 2, read: 2 * BATCH + 2, change: 2, signature: BATCH },
      target: { gas: 20_000, newSlots: 0 },
      note:
        "Consecutive citizen ids whose receipts have an open slot, and voters who never delegated or received votes. " +
        "OpenZeppelin's side is a single ballot by signature: it has no batch.",
    },
    {
      id: "ballotBatchMost",
      title: "ballot by signature, in a batch of 100, at most",
      count: BATCH,
      prepare: async (world) => {
        await delegateInARing(world);
        const proposal = await (await ours(world)).open();
        await world.chain.pass(12);
        return batchOfBallots(proposal);
      },
      baseline: async (world) => ballotBySignature(world, await baseline(world)),
      baselineCount: 1,
      accesses: { account: 2, read: 2 * BATCH + 2, change: 1, open: 1, signature: BATCH },
      note: "The batch opens the slot of its receipts, and each voter has delegated and received votes in both houses.",
    },
    {
      id: "ballotBatchSkipped",
      title: "ballot by signature that counts, in a batch of 100 of which 50 are skipped",
      count: BATCH / 2,
      prepare: async (world) => {
        const proposal = await (await ours(world)).voted(2);
        await world.chain.send(await batchOfBallots(proposal, { count: BATCH / 2 }));
        return batchOfBallots(proposal, { counted: BATCH / 2 });
      },
      accesses: { account: 2, read: 2 * BATCH + 2, change: 2, signature: BATCH / 2 },
      note: "Half of the voters have cast their ballots before.",
    },
    queue,
    execute,
    {
      id: "proposeAgain",
      title: "propose once more what failed for its quorum alone",
      prepare: async (world) => {
        const proposal = (await (await ours(world)).voted(2)).close();
        world.chain.wait(14 * DAY);
        const { signer } = await world.citizen(3);
        const { targets, calldatas, description } = proposal;
        return () => world.governor.connect(signer).proposeAgain(targets, [0], calldatas, description);
      },
      // As to propose, and of the former one its proposal, tally, rules and electorate.
      accesses: { account: 2, read: 10, open: 3 },
    },
  ],
};
