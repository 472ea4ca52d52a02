import { AbiCoder, id, keccak256, type ContractRunner } from "ethers";
import { isDamaged } from "../../core/abi";
import type { Address } from "../../core/address";
import { decode } from "../../core/decoding";
import type { ChainLog } from "../../core/evidence";
import { withNationErrors } from "../../core/failures";
import { multicall, readEncoder } from "../../core/reader";
import { bps, heads, moment, wei } from "../../core/units";
import { providerOf, type Call } from "../../core/write";
import type { NationGovernor } from "../../generated/contracts";
import type { CitizensHouseStructOutput, StakeHouseStructOutput } from "../../generated/contracts/NationGovernor";
import { civic } from "../coin/units";
import { toProposalClass, toProposalRound, toProposalState } from "./codes";
import type { Houses, Proposal, ProposalStatus, ProposalTerms } from "./types";
import { proposalId as proposalUnit, type ProposalId } from "./units";

const MARKER = "#proposer=";

/**
 * A description that ends with its proposer's name, so that nobody can take the proposal over.
 *
 * @example
 * describeProposal({ description: "Lower the tax", proposer }); // "Lower the tax\n\n#proposer=0x…"
 */
export function describeProposal({ description, proposer }: { description: string; proposer: Address }): string {
  const ending = `${MARKER}${proposer.toLowerCase()}`; // As the governor writes addresses.
  return description.endsWith(ending) ? description : `${description}\n\n${ending}`;
}

/** Whether a description ends with its proposer's name. */
export const namesProposer = (description: string): boolean => /#proposer=0x[0-9a-f]{40}$/i.test(description);

type Acts = [targets: string[], values: bigint[], calldatas: string[]];

/** Calls as the governor takes them. */
export const actsOf = (calls: readonly Call[]): Acts => [
  calls.map(({ target }) => target),
  calls.map(({ value }) => value),
  calls.map(({ data }) => data),
];

/** A proposal as the governor knows it again. */
export const termsOf = ({
  calls,
  description,
  descriptionHash = id(description),
}: ProposalTerms): [...Acts, descriptionHash: string] => [...actsOf(calls), descriptionHash];

/** A proposal as the log has it. */
export interface CreatedFields {
  readonly proposalId: bigint;
  readonly proposer: string;
  readonly targets: string[];
  readonly values: bigint[];
  readonly calldatas: string[];
  readonly voteStart: bigint;
  readonly voteEnd: bigint;
  readonly description: string;
}

/** A proposal as it was made. */
export const toProposal = (created: CreatedFields): Proposal => ({
  id: proposalUnit.from(created.proposalId),
  proposer: created.proposer,
  calls: [...created.targets].map((target, index) => ({
    target,
    value: wei.from(created.values[index]),
    data: created.calldatas[index],
  })),
  description: created.description,
  opensAt: moment.from(created.voteStart),
  closesAt: moment.from(created.voteEnd),
});

/** What the event holds, with the description as its bytes. */
const CREATED = ["uint256", "address", "address[]", "uint256[]", "bytes[]", "bytes[]", "uint256", "uint256", "bytes"];

type ToldLog = Pick<ChainLog, "address" | "topics" | "data">;

/** The proposal that a log of the governor tells of; undefined if it tells something else. */
export function proposalIn(log: ToldLog, contract: NationGovernor): Proposal | undefined {
  const event = decode(contract.interface, log as ChainLog);
  if (event?.name !== "ProposalCreated") return undefined;
  const proposal = toProposal(event.args.toObject() as unknown as CreatedFields);
  if (!isDamaged(proposal.description)) return proposal;
  const description = AbiCoder.defaultAbiCoder().decode(CREATED, log.data).at(-1) as string;
  return { ...proposal, descriptionHash: keccak256(description) };
}

/** The proposal that the governor told of in one of these logs. Other contracts may tell anything in the same transaction. */
export function createdIn(
  logs: readonly ToldLog[],
  { contract, address, proposalId }: { contract: NationGovernor; address: Address; proposalId: ProposalId },
): Proposal | undefined {
  return logs
    .filter((one) => one.address.toLowerCase() === address.toLowerCase())
    .map((log) => proposalIn(log, contract))
    .find((proposal) => proposal?.id === proposalId);
}

/** Both houses as the contract gives them. */
export const toHouses = ({
  citizens,
  stake,
}: {
  citizens: CitizensHouseStructOutput;
  stake: StakeHouseStructOutput;
}): Houses => ({
  citizens: {
    against: heads.from(citizens.againstVotes),
    for: heads.from(citizens.forVotes),
    abstain: heads.from(citizens.abstainVotes),
    electorate: heads.from(citizens.electorate),
    quorum: heads.from(citizens.quorum),
    quorumShare: bps.from(citizens.quorumShare),
    majority: bps.from(citizens.majorityShare),
    quorumReached: citizens.quorumReached,
    carried: citizens.carried,
  },
  stake: {
    hasSay: stake.hasSay,
    against: civic.from(stake.againstVotes),
    for: civic.from(stake.forVotes),
    electorate: civic.from(stake.electorate),
    objection: bps.from(stake.objectionShare),
    objectors: heads.from(stake.objectors),
    objectorsNeeded: heads.from(stake.objectorsNeeded),
    objects: stake.objects,
  },
});

/** Which vote may follow, as the contract gives it. */
export const toSecondVote = ({ round, from, until }: { round: bigint; from: bigint; until: bigint }) => {
  const kind = toProposalRound(round);
  return kind === "first" ? undefined : { round: kind, from: moment.from(from), until: moment.from(until) };
};

/** All that the governor knows of a proposal, at one block. */
export const statusOf = (parameters: {
  contract: NationGovernor;
  address: Address;
  proposalId: ProposalId;
  runner: ContractRunner;
}): Promise<ProposalStatus> =>
  withNationErrors(async () => {
    const { contract, address, proposalId, runner } = parameters;
    const encodeRead = readEncoder(contract, address);
    const { values } = await multicall(providerOf(runner), [
      encodeRead(contract.state, [proposalId], (state) => toProposalState(state)),
      encodeRead(contract.proposalClass, [proposalId], (code) => toProposalClass(code)),
      encodeRead(contract.proposalProposer, [proposalId], (proposer) => proposer),
      encodeRead(contract.proposalSnapshot, [proposalId], moment.from),
      encodeRead(contract.proposalDeadline, [proposalId], moment.from),
      encodeRead(contract.proposalEta, [proposalId], (eta) => (eta === 0n ? undefined : moment.from(eta))),
      encodeRead(contract.houses, [proposalId], toHouses),
    ]);
    const [state, proposalClass, proposer, opensAt, closesAt, executableAt, houses] = values;
    return { id: proposalId, state, class: proposalClass, proposer, opensAt, closesAt, executableAt, houses };
  });
