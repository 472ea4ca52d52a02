import { concat, getBytes, id, Signature, toBeHex } from "ethers";
import type { NationGovernor, PlainGovernor } from "../../typechain-types";
import type { Act } from "../measure";
import { DAY, type Person, TIMELOCK_DELAY, type World } from "../world";
import type { Action, Area } from "./action";

const BATCH = 100;
const FOR = 1;
const TEXT = "Write a new entry into the register";

const DELAY = DAY;
const PERIOD = 5 * DAY;

type AnyGovernor = NationGovernor | PlainGovernor;

/** A proposal on its way through one of the two governors. */
export class Proposal {
  private constructor(
    readonly world: World,
    readonly governor: PlainGovernor,
    readonly proposer: Person,
    readonly targets: string[],
    readonly calldatas: string[],
    readonly description: string,
    readonly proposalId: bigint,
  ) {}

  static async draft(world: World, anyGovernor: AnyGovernor, text = TEXT): Promise<Proposal> {
    // Both speak OpenZeppelin's IGovernor, which is all that is used of either.
    const governor = anyGovernor as PlainGovernor;
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
    await this.voted(2, 3, 4);
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
const plain = (world: World): Promise<Proposal> => Proposal.draft(world, world.plain.governor);

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

/** Signed ballots of the citizens after the second, who all have stake. */
async function batchOfBallots(world: World, count: number): Promise<Act> {
  const { proposalId } = await (await ours(world)).voted(2);
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
  if ((await world.governor.castVotesBySig.staticCall(proposalId, ballots)) !== BigInt(count)) {
    throw new Error(`Not all of the ${getBytes(ballots).length / 68} ballots of the batch count.`);
  }
  return () => world.governor.castVotesBySig(proposalId, ballots);
}

/** What a ballot asks the two registers: the citizen's id, record, and stake. */
const ELECTOR = { account: 2, read: 3 };

const ONE_HOUSE = "OpenZeppelin's side counts in one house.";

export const propose: Action = {
  id: "propose",
  title: "propose",
  prepare: async (world) => (await ours(world)).propose,
  plain: async (world) => (await plain(world)).propose,
  // The proposer's votes; the provisions of times and shares, two to a slot; the code of the target.
  touches: { account: 2, read: 6, open: 3 },
  target: { gas: 122_000, newSlots: 3 },
  note:
    "OpenZeppelin's side fixes neither rules nor code. The floor counts three slots: its own, the tally that every ballot " +
    "finds open, and the rules.",
};

export const firstBallot: Action = {
  id: "ballotFirst",
  title: "ballot in both houses, first of 255 citizen ids",
  prepare: async (world) => (await (await ours(world)).open()).ballot(await world.citizen(4)),
  plain: async (world) => (await (await plain(world)).open()).ballot(await world.citizen(4)),
  touches: { ...ELECTOR, open: 1, change: 1 },
  target: { gas: 78_000, newSlots: 1 },
  note: ONE_HOUSE,
};

export const laterBallot: Action = {
  id: "ballotLater",
  title: "ballot in both houses, later",
  prepare: async (world) => (await (await ours(world)).voted(2)).ballot(await world.citizen(4)),
  plain: async (world) => (await (await plain(world)).voted(2)).ballot(await world.citizen(4)),
  touches: { ...ELECTOR, change: 2 },
  target: { gas: 60_000, newSlots: 0 },
  note: ONE_HOUSE,
};

export const queue: Action = {
  id: "queue",
  title: "queue",
  prepare: async (world) => (await (await ours(world)).passed()).queue,
  plain: async (world) => (await (await plain(world)).passed()).queue,
  // The proposal, its tally and rules, both electorates, the timelock's delay and roles; the operation, its id and its eta.
  touches: { account: 3, read: 8, change: 1, open: 2 },
  target: { percentOfPlain: 115 },
};

export const execute: Action = {
  id: "execute",
  title: "execute",
  prepare: async (world) => (await (await ours(world)).queued()).execute,
  plain: async (world) => (await (await plain(world)).queued()).execute,
  touches: { account: 2, read: 6, change: 4 },
  target: { percentOfPlain: 115 },
  note: "The call itself writes one slot of another contract.",
};

export const governanceActions: Area = {
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
      touches: { ...ELECTOR, read: 5, change: 2 },
      target: { newSlots: 0 },
      note: "Only here is the quorum reckoned with each ballot.",
    },
    {
      id: "ballotBySignature",
      title: "ballot by signature",
      prepare: async (world) => ballotBySignature(world, await ours(world)),
      plain: async (world) => ballotBySignature(world, await plain(world)),
      touches: { ...ELECTOR, change: 2, signature: 1 },
      note: "With OpenZeppelin's nonce, whose slot the first ballot by signature opens. Ballots in a batch need none.",
    },
    {
      id: "ballotBatch",
      title: "ballot by signature, in a batch of 100",
      count: BATCH,
      prepare: (world) => batchOfBallots(world, BATCH),
      plain: async (world) => ballotBySignature(world, await plain(world)),
      plainCount: 1,
      touches: { account: 2, read: 2 * BATCH + 2, change: 2, signature: BATCH },
      target: { gas: 20_000, newSlots: 0 },
      note: "Measured against OpenZeppelin's single ballot by signature: it has no batch.",
    },
    queue,
    execute,
  ],
};
