import {
  toBallotFault,
  toProposalClass,
  toProposalState,
  type BallotFault,
  type ProposalClass,
  type ProposalState,
} from "./codes";
import { governorEventUnits, type GovernorEventUnits } from "./events";
import { id, type ContractRunner } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { SignerNeededError } from "../../core/errors";
import { UnknownProposalError } from "./errors";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { NationGovernor__factory, type NationGovernor } from "../../generated/contracts";
import type { HouseStructOutput } from "../../generated/contracts/NationGovernor";
import { packBallots, type BatchBallot } from "./batch-ballots";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall, readEncoder } from "../../core/reader";
import { supportCode, supportOf, type Support } from "./vote";
import { sign, signerAddress } from "../../core/typed-data";
import {
  bps,
  heads,
  moment,
  seconds,
  wei,
  type Bps,
  type Heads,
  type Moment,
  type Seconds,
  type Wei,
} from "../../core/units";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { proposalId as proposalUnit, type ProposalId } from "./units";
import { providerOf, writer, type Call, type ReceiptEvents, type Write } from "../../core/write";
import type { GovernorProvisions } from "./provisions";

/** What a proposal does, and why. Its acts and its whole description make its id. */
export interface ProposalTerms {
  readonly calls: readonly Call[];
  readonly description: string;
}

/** A proposal as it was made. */
export interface Proposal extends ProposalTerms {
  readonly id: ProposalId;
  readonly proposer: Address;
  /** When the electorate is fixed and the vote opens. */
  readonly opensAt: Moment;
  /** When the vote closes, unless a late quorum prolongs it. */
  readonly closesAt: Moment;
}

/** One house's side of a vote. */
export interface House<Votes extends bigint> {
  /** Whether this house decides on the proposal at all. */
  readonly hasSay: boolean;
  readonly against: Votes;
  readonly for: Votes;
  readonly abstain: Votes;
  /** All votes when the electorate was fixed; 0 until then. */
  readonly electorate: Votes;
  /** The share of the electorate that must take part (for or abstain). */
  readonly quorum: Bps;
  /** The share of for among for and against that must be exceeded. */
  readonly majority: Bps;
  readonly quorumReached: boolean;
  readonly carried: boolean;
}

/** How a vote stands in both houses. */
export interface Houses {
  readonly citizens: House<Heads>;
  readonly stake: House<Civic>;
}

/** All that the governor knows of a proposal, at one block. */
export interface ProposalStatus {
  readonly id: ProposalId;
  readonly state: ProposalState;
  readonly class: ProposalClass;
  readonly proposer: Address;
  readonly opensAt: Moment;
  /** With what a late quorum added. */
  readonly closesAt: Moment;
  /** When it may be executed; undefined until it is queued. */
  readonly executableAt: Moment | undefined;
  readonly houses: Houses;
}

/** What a ballot weighed. */
export interface CountedBallot {
  readonly citizenId: CitizenId;
  readonly support: Support;
  readonly heads: Heads;
  readonly stake: Civic;
}

/** A ballot of a batch that was not counted. */
export interface SkippedBallot {
  readonly citizenId: CitizenId;
  readonly fault: BallotFault;
}

/** A ballot on a proposal. */
export interface Ballot {
  readonly proposalId: ProposalId;
  readonly support: Support;
}

/** A ballot that its voter signed, for anyone to deliver. */
export interface SignedBallot extends Ballot {
  readonly voter: Address;
  readonly signature: string;
}

/** What was proposed. */
export interface Proposed {
  readonly proposal: Proposal;
  readonly class: ProposalClass;
}

/** How the nation decides. */
export interface GovernorClient extends ProvisionActions<GovernorProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: NationGovernor;
  readonly events: Events<NationGovernor, GovernorEventUnits>;

  state(parameters: { proposalId: ProposalId }): Promise<ProposalState>;
  houses(parameters: { proposalId: ProposalId }): Promise<Houses>;
  /** State, class, times and houses in one request. */
  status(parameters: { proposalId: ProposalId }): Promise<ProposalStatus>;
  /** A proposal as it was made, from the chain's log: what queueing and executing take. */
  proposal(parameters: { proposalId: ProposalId; from?: number }): Promise<Proposal>;
  /** The class that a proposal of these calls would have. */
  classOf(parameters: { calls: readonly Call[] }): Promise<ProposalClass>;
  /** The id that a proposal has. */
  idOf(terms: ProposalTerms): Promise<ProposalId>;
  hasVoted(parameters: { proposalId: ProposalId; citizenId: CitizenId }): Promise<boolean>;
  /** How long a carried proposal may wait to be queued, and a queued one to be executed. */
  gracePeriod(): Promise<Seconds>;
  /** The most calls that one proposal makes. */
  maxCalls(): Promise<number>;

  /** Proposes acts. The description gets the proposer's name at its end, as the governor demands. */
  readonly propose: Write<ProposalTerms & { readonly proposer?: Address }, Proposed, bigint>;
  readonly vote: Write<Ballot, CountedBallot, bigint>;
  readonly voteWithReason: Write<Ballot & { readonly reason: string }, CountedBallot, bigint>;
  /** Delivers a signed ballot. */
  readonly voteBySignature: Write<SignedBallot, CountedBallot, bigint>;
  /** Delivers a signed ballot with a reason. */
  readonly voteWithReasonBySignature: Write<SignedBallot & { readonly reason: string }, CountedBallot, bigint>;
  /** Sends many signed ballots in one transaction. Those that do not count are reported and skipped. */
  readonly votesBySignature: Write<
    { readonly proposalId: ProposalId; readonly ballots: readonly BatchBallot[] },
    { readonly counted: readonly CountedBallot[]; readonly skipped: readonly SkippedBallot[] },
    bigint
  >;
  /** Puts a carried proposal into the timelock. Anyone's. */
  readonly queue: Write<ProposalTerms, { readonly proposalId: ProposalId; readonly executableAt: Moment }, bigint>;
  /** Does what was decided. Anyone's. */
  readonly execute: Write<ProposalTerms & { readonly value?: Wei }, { readonly proposalId: ProposalId }, bigint>;
  /** Takes a proposal back before its vote opens. Its proposer's. */
  readonly cancel: Write<ProposalTerms, { readonly proposalId: ProposalId }, bigint>;
  /** Makes a call from the governor itself. The government's. */
  readonly relay: Write<{ readonly call: Call }, { readonly call: Call }>;

  /** Signs a ballot that anyone may deliver singly. */
  signBallot(ballot: Ballot): Promise<SignedBallot>;
  /** Signs a ballot with a reason. */
  signBallotWithReason(ballot: Ballot & { reason: string }): Promise<SignedBallot & { readonly reason: string }>;
  /** Signs a ballot for a batch. */
  signBatchBallot(ballot: Ballot & { citizenId: CitizenId }): Promise<BatchBallot>;
}

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

type Acts = [targets: string[], values: bigint[], calldatas: string[]];

const actsOf = (calls: readonly Call[]): Acts => [
  calls.map(({ target }) => target),
  calls.map(({ value }) => value),
  calls.map(({ data }) => data),
];

const termsOf = ({ calls, description }: ProposalTerms): [...Acts, descriptionHash: string] => [
  ...actsOf(calls),
  id(description),
];

interface CreatedFields {
  readonly proposalId: bigint;
  readonly proposer: string;
  readonly targets: string[];
  readonly values: bigint[];
  readonly calldatas: string[];
  readonly voteStart: bigint;
  readonly voteEnd: bigint;
  readonly description: string;
}

const toProposal = (created: CreatedFields): Proposal => ({
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

function toHouse<Votes extends bigint>(house: HouseStructOutput, unit: (raw: bigint) => Votes): House<Votes> {
  return {
    hasSay: house.hasSay,
    against: unit(house.againstVotes),
    for: unit(house.forVotes),
    abstain: unit(house.abstainVotes),
    electorate: unit(house.electorate),
    quorum: bps.from(house.quorumShare),
    majority: bps.from(house.majorityShare),
    quorumReached: house.quorumReached,
    carried: house.carried,
  };
}

const toHouses = ({ citizens, stake }: { citizens: HouseStructOutput; stake: HouseStructOutput }): Houses => ({
  citizens: toHouse(citizens, heads.from),
  stake: toHouse(stake, civic.from),
});

const allCounted = ({ all }: ReceiptEvents<NationGovernor>): CountedBallot[] =>
  all("BallotCounted").map((counted) => ({
    citizenId: idUnit.from(counted.citizenId),
    support: supportOf(counted.support),
    heads: heads.from(counted.heads),
    stake: civic.from(counted.stake),
  }));

function theCounted(emitted: ReceiptEvents<NationGovernor>): CountedBallot {
  emitted.get("BallotCounted"); // Throws if there is none.
  return allCounted(emitted)[0];
}

/**
 * The governor of a nation: `connect()` calls this.
 *
 * @example
 * const calls = [nation.coin.tryProvision.call({ key: "taxRate", value: bps.percent("3"), period: seconds.days(30) })];
 * const { proposal } = await nation.governor.propose.wait({ calls, description: "Try a lower tax" });
 * await nation.governor.vote.wait({ proposalId: proposal.id, support: "for" });
 */
export function governorClient(connection: Connection): GovernorClient {
  const address = addressOf(connection, "governor");
  const { runner, account } = connection;
  const contract = NationGovernor__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  const proposed = ({ description, proposer = account }: ProposalTerms & { readonly proposer?: Address }): string => {
    if (proposer === undefined) throw new SignerNeededError("proposing without naming a proposer");
    return describeProposal({ description, proposer });
  };

  return {
    address,
    contract,
    events: eventsOf(contract, runner, governorEventUnits),
    ...provisionActions<GovernorProvisions>(address, runner),
    ...signatures(contract, runner),

    state: ({ proposalId }) => withNationErrors(async () => toProposalState(await contract.state(proposalId))),
    houses: ({ proposalId }) => withNationErrors(async () => toHouses(await contract.houses(proposalId))),
    status: ({ proposalId }) => statusOf({ contract, address, proposalId, runner }),
    proposal: ({ proposalId, from = 0 }) =>
      withNationErrors(async () => {
        const [classified] = await contract.queryFilter(contract.filters.ProposalClassified(proposalId), from);
        if (classified === undefined) throw new UnknownProposalError(proposalId);
        const receipt = await classified.getTransactionReceipt();
        const created = receipt.logs
          .map((log) => contract.interface.parseLog(log))
          .find((event) => event?.name === "ProposalCreated" && event.args.proposalId === proposalId);
        if (created == null) throw new UnknownProposalError(proposalId);
        return toProposal(created.args.toObject() as unknown as CreatedFields);
      }),
    classOf: ({ calls }) =>
      withNationErrors(async () => {
        const [targets, , calldatas] = actsOf(calls);
        return toProposalClass(await contract.classOf(targets, calldatas));
      }),
    idOf: (terms) => withNationErrors(async () => proposalUnit.from(await contract.getProposalId(...termsOf(terms)))),
    hasVoted: ({ proposalId, citizenId }) => withNationErrors(() => contract.hasCitizenVoted(proposalId, citizenId)),
    gracePeriod: () => withNationErrors(async () => seconds.from(await contract.GRACE_PERIOD())),
    maxCalls: () => withNationErrors(async () => Number(await contract.MAX_CALLS())),

    propose: write(contract.propose, {
      args: (terms) => [...actsOf(terms.calls), proposed(terms)],
      result: ({ get }) => ({
        proposal: toProposal(get("ProposalCreated")),
        class: toProposalClass(get("ProposalClassified").class),
      }),
    }),
    vote: write(contract.castVote, {
      args: ({ proposalId, support }) => [proposalId, supportCode(support)],
      result: theCounted,
    }),
    voteWithReason: write(contract.castVoteWithReason, {
      args: ({ proposalId, support, reason }) => [proposalId, supportCode(support), reason],
      result: theCounted,
    }),
    voteBySignature: write(contract.castVoteBySig, {
      args: ({ proposalId, support, voter, signature }) => [proposalId, supportCode(support), voter, signature],
      result: theCounted,
    }),
    voteWithReasonBySignature: write(contract.castVoteWithReasonAndParamsBySig, {
      args: ({ proposalId, support, voter, reason, signature }) => [
        proposalId,
        supportCode(support),
        voter,
        reason,
        NO_PARAMS,
        signature,
      ],
      result: theCounted,
    }),
    votesBySignature: write(contract.castVotesBySig, {
      args: ({ proposalId, ballots }) => [proposalId, packBallots({ proposalId, ballots })],
      result: (emitted) => ({
        counted: allCounted(emitted),
        skipped: emitted.all("BallotSkipped").map(({ citizenId, fault }) => ({
          citizenId: idUnit.from(citizenId),
          fault: toBallotFault(fault),
        })),
      }),
    }),
    queue: write(contract.queue, {
      args: termsOf,
      result: ({ get }) => {
        const { proposalId, etaSeconds } = get("ProposalQueued");
        return { proposalId: proposalUnit.from(proposalId), executableAt: moment.from(etaSeconds) };
      },
    }),
    execute: write(contract.execute, {
      args: (terms) => termsOf(terms),
      value: ({ value = NOTHING }) => value,
      result: ({ get }) => ({ proposalId: proposalUnit.from(get("ProposalExecuted").proposalId) }),
    }),
    cancel: write(contract.cancel, {
      args: termsOf,
      result: ({ get }) => ({ proposalId: proposalUnit.from(get("ProposalCanceled").proposalId) }),
    }),
    relay: write(contract.relay, {
      args: ({ call }) => [call.target, call.value, call.data],
      result: (_events, { call }) => ({ call }),
    }),
  };
}

/** This governor's ballots take none. */
const NO_PARAMS = "0x";
const NOTHING = wei.from(0n);

const statusOf = (parameters: {
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

const signatures = (contract: NationGovernor, runner: ContractRunner) => ({
  signBallot: ({ proposalId, support }: Ballot) =>
    withNationErrors(async () => {
      const voter = await signerAddress(runner, "signing a ballot");
      const message = { proposalId, support: supportCode(support), voter, nonce: await contract.nonces(voter) };
      return { proposalId, support, voter, signature: await sign({ runner, contract, type: "Ballot", message }) };
    }),
  signBallotWithReason: ({ proposalId, support, reason }: Ballot & { reason: string }) =>
    withNationErrors(async () => {
      const voter = await signerAddress(runner, "signing a ballot");
      const nonce = await contract.nonces(voter);
      const message = { proposalId, support: supportCode(support), voter, nonce, reason, params: NO_PARAMS };
      const signature = await sign({ runner, contract, type: "ExtendedBallot", message });
      return { proposalId, support, voter, reason, signature };
    }),
  signBatchBallot: ({ proposalId, support, citizenId }: Ballot & { citizenId: CitizenId }) =>
    withNationErrors(async () => {
      const message = { proposalId, support: supportCode(support) };
      return {
        proposalId,
        citizenId,
        support,
        signature: await sign({ runner, contract, type: "BatchBallot", message }),
      };
    }),
});
