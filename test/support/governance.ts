import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { time } from "@nomicfoundation/hardhat-network-helpers";
import { type BytesLike, concat, id, Signature, toBeHex } from "ethers";
import type { NationGovernor } from "../../typechain-types";

/** The choices of a ballot. */
export const against = 0;
export const inFavour = 1;
export const abstain = 2;

/** The states of OpenZeppelin's Governor, by name. */
export const State = {
  Pending: 0n,
  Active: 1n,
  Canceled: 2n,
  Defeated: 3n,
  Succeeded: 4n,
  Queued: 5n,
  Expired: 6n,
  Executed: 7n,
} as const;

/** The bitmap of states that Governor puts into its errors. */
export const bitmapOf = (...states: bigint[]): string =>
  toBeHex(
    states.reduce((bits, state) => bits | (1n << state), 0n),
    32,
  );

export interface Call {
  readonly target: string;
  readonly value?: bigint;
  readonly data?: BytesLike;
}

/** A proposal on its way: speaks the words of government, and waits as long as the law demands. */
export class Proposal {
  readonly description: string;
  id = 0n;

  constructor(
    readonly governor: NationGovernor,
    readonly proposer: HardhatEthersSigner,
    readonly calls: readonly Call[],
    text = "A proposal",
  ) {
    this.description = `${text}\n\n#proposer=${proposer.address.toLowerCase()}`;
  }

  get targets(): string[] {
    return this.calls.map(({ target }) => target);
  }

  get values(): bigint[] {
    return this.calls.map(({ value }) => value ?? 0n);
  }

  get calldatas(): BytesLike[] {
    return this.calls.map(({ data }) => data ?? "0x");
  }

  get hash(): string {
    return id(this.description);
  }

  async propose() {
    const { governor, targets, values, calldatas } = this;
    const sent = await governor.connect(this.proposer).propose(targets, values, calldatas, this.description);
    this.id = await governor.hashProposal(targets, values, calldatas, this.hash);
    return sent;
  }

  /** Waits until ballots can be cast. */
  async open(): Promise<this> {
    await time.increaseTo((await this.governor.proposalSnapshot(this.id)) + 1n);
    return this;
  }

  vote(voter: HardhatEthersSigner, support: number) {
    return this.governor.connect(voter).castVote(this.id, support);
  }

  async voteAll(voters: readonly HardhatEthersSigner[], support: number): Promise<this> {
    for (const voter of voters) await this.vote(voter, support);
    return this;
  }

  /** Waits until the vote is over. */
  async close(): Promise<this> {
    await time.increaseTo((await this.governor.proposalDeadline(this.id)) + 1n);
    return this;
  }

  queue() {
    return this.governor.queue(this.targets, this.values, this.calldatas, this.hash);
  }

  /** Waits until the timelock lets it through. */
  async mature(): Promise<this> {
    await time.increaseTo(await this.governor.proposalEta(this.id));
    return this;
  }

  execute(value = 0n) {
    return this.governor.execute(this.targets, this.values, this.calldatas, this.hash, { value });
  }

  cancel(by: HardhatEthersSigner = this.proposer) {
    return this.governor.connect(by).cancel(this.targets, this.values, this.calldatas, this.hash);
  }

  /** From the proposal to the end of a vote that these voters carry. */
  async pass(voters: readonly HardhatEthersSigner[]): Promise<this> {
    await this.propose();
    await this.open();
    await this.voteAll(voters, inFavour);
    return this.close();
  }

  async passAndQueue(voters: readonly HardhatEthersSigner[]): Promise<this> {
    await this.pass(voters);
    await this.queue();
    return this;
  }

  async passAndExecute(voters: readonly HardhatEthersSigner[]) {
    await this.passAndQueue(voters);
    await this.mature();
    return this.execute();
  }

  state(): Promise<bigint> {
    return this.governor.state(this.id);
  }
}

/** One ballot by post, as its citizen signs it. */
export async function postalBallot(
  governor: NationGovernor,
  {
    voter,
    citizenId,
    proposalId,
    support,
  }: { voter: HardhatEthersSigner; citizenId: number; proposalId: bigint; support: number },
): Promise<string> {
  const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
  const signature = Signature.from(
    await voter.signTypedData(
      { name, version, chainId, verifyingContract },
      {
        PostalBallot: [
          { name: "proposalId", type: "uint256" },
          { name: "support", type: "uint8" },
        ],
      },
      { proposalId, support },
    ),
  );
  return packBallot({ citizenId, support, r: signature.r, yParityAndS: signature.yParityAndS });
}

/** The 68 bytes of a ballot by post. */
export const packBallot = (ballot: { citizenId: number; support: number; r: string; yParityAndS: string }): string =>
  concat([toBeHex(ballot.citizenId, 3), toBeHex(ballot.support, 1), ballot.r, ballot.yParityAndS]);
