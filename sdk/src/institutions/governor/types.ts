import type { Address } from "../../core/address";
import type { EventLocation, Events } from "../../core/events";
import type { Page, PageQuery } from "../../core/pages";
import type { ProvisionActions } from "../../core/provisions";
import type { Bps, Heads, Moment, Seconds, Wei } from "../../core/units";
import type { AsyncWrite, Call, Write } from "../../core/write";
import type { NationGovernor } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import type { Civic } from "../coin/units";
import type { BatchBallot } from "./batch-ballots";
import type { BallotFault, ProposalClass, ProposalRound, ProposalState } from "./codes";
import type { GovernorEventUnits } from "./events";
import type { GovernorProvisions } from "./provisions";
import type { Rehearsal } from "./rehearsal";
import type { ProposalId } from "./units";
import type { Support } from "./vote";

/** What a proposal does, and why. Its acts and its whole description make its id. */
export interface ProposalTerms {
  readonly calls: readonly Call[];
  readonly description: string;
  /** The hash of the description's bytes, where they are no UTF-8 and the description shows only a part of them. */
  readonly descriptionHash?: string;
}

/** What was proposed, as `propose` took it. */
export interface ProposedTerms extends ProposalTerms {
  /** Who proposed it, unless the description says so at its end; the connected account if left out. */
  readonly proposer?: Address;
}

/** What is proposed. */
export interface NewProposal extends ProposedTerms {
  /** Whether to try the calls before anything is sent; so it is if nothing is said. */
  readonly rehearse?: boolean;
}

/** What is proposed again: the calls and the words of a proposal that failed. */
export type NewProposalAgain = Pick<NewProposal, "calls" | "description" | "rehearse">;

/** A proposal by its id alone, or by what was proposed. By the id it is looked up in the log. */
export type NamedProposal = { readonly proposalId: ProposalId; readonly from?: number } | ProposedTerms;

/** A proposal as it was made. */
export interface Proposal extends ProposalTerms {
  readonly id: ProposalId;
  readonly proposer: Address;
  /** When the electorate is fixed and the vote opens. */
  readonly opensAt: Moment;
  /** When the vote closes, unless a late turn prolongs it. */
  readonly closesAt: Moment;
}

/** The citizens' side of a vote. A proposal needs its quorum and its majority. */
export interface CitizensHouse {
  readonly against: Heads;
  readonly for: Heads;
  /** Abstaining takes part and carries nothing. */
  readonly abstain: Heads;
  /**
   * The citizens on whom the quorum is reckoned: those when the electorate was fixed, or those 90 days before if they were more. 0 until
   * it is fixed.
   */
  readonly electorate: Heads;
  /** The votes for that are needed; 1 until the electorate is fixed. */
  readonly quorum: Heads;
  /** The share of the electorate that the quorum is. It is never below three citizens, or a majority of fewer. */
  readonly quorumShare: Bps;
  /** The share of for among for and against that must be exceeded. */
  readonly majority: Bps;
  readonly quorumReached: boolean;
  readonly carried: boolean;
}

/** The stake house's side of a vote: it objects or is silent. */
export interface StakeHouse {
  /** Whether this house can object: not in a second reading. */
  readonly hasSay: boolean;
  readonly against: Civic;
  readonly for: Civic;
  /** The stake on which an objection is reckoned: all when the electorate was fixed, or 1 % of the coin if that was more. 0 until then. */
  readonly electorate: Civic;
  /** The share of that stake that must be against. */
  readonly objection: Bps;
  /** How many citizens cast stake against, counted up to three. */
  readonly objectors: Heads;
  /** How many of them an objection needs. */
  readonly objectorsNeeded: Heads;
  /** Whether it blocks the proposal so far: more is against than for, and an objection's share and citizens are reached. */
  readonly objects: boolean;
}

/** How a vote stands in both houses. */
export interface Houses {
  readonly citizens: CitizensHouse;
  readonly stake: StakeHouse;
}

/** The vote that may follow one that failed. */
export interface SecondVote {
  /** A second call, if too few voted for; a second reading, if the stake house objected. */
  readonly round: Exclude<ProposalRound, "first">;
  /** From when on the calls can be proposed again. */
  readonly from: Moment;
  /** Until when they can be. */
  readonly until: Moment;
}

/** All that the governor knows of a proposal, at one block. */
export interface ProposalStatus {
  readonly id: ProposalId;
  readonly state: ProposalState;
  readonly class: ProposalClass;
  readonly proposer: Address;
  readonly opensAt: Moment;
  /** With what late turns added. */
  readonly closesAt: Moment;
  /** When it may be executed; undefined until it is queued. */
  readonly executableAt: Moment | undefined;
  readonly houses: Houses;
}

/** A proposal in a list: as it was made, and where it stands. */
export interface ListedProposal extends Omit<Proposal, "closesAt">, Omit<ProposalStatus, "opensAt">, EventLocation {
  readonly round: ProposalRound;
}

/** Which proposals to list: those that are all of this. */
export interface ProposalQuery {
  /** In this state, or in one of these. */
  readonly state?: ProposalState | readonly ProposalState[];
  readonly class?: ProposalClass;
  readonly round?: ProposalRound;
  /** The account that proposed. */
  readonly proposer?: Address;
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
  readonly round: ProposalRound;
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
  /**
   * Proposals with their tallies, the newest first.
   *
   * @example
   * const { items, cursor } = await nation.governor.list({ state: ["pending", "active"] });
   */
  list(query?: ProposalQuery & PageQuery): Promise<Page<ListedProposal>>;
  /**
   * A proposal as it was made, from the chain's log. When it was made follows from when its vote opens, so that the log is not looked
   * through; name the block to begin `from` to have it looked through from there.
   */
  proposal(parameters: { proposalId: ProposalId; from?: number }): Promise<Proposal>;
  /** The class that a proposal of these calls would have. */
  classOf(parameters: { calls: readonly Call[] }): Promise<ProposalClass>;
  /** The id that a proposal has. */
  idOf(terms: ProposedTerms): Promise<ProposalId>;
  /** Which vote may follow one that failed, and when; undefined if none may. */
  secondVote(parameters: { proposalId: ProposalId }): Promise<SecondVote | undefined>;
  /** Who made a proposal, and may cancel it until its vote opens, unless it was proposed again. */
  proposerOf(parameters: { proposalId: ProposalId }): Promise<CitizenId>;
  hasVoted(parameters: { proposalId: ProposalId; citizenId: CitizenId }): Promise<boolean>;
  /** How long a carried proposal may wait to be queued, and a queued one to be executed. */
  gracePeriod(): Promise<Seconds>;
  /** The most calls that one proposal makes. */
  maxCalls(): Promise<number>;

  /**
   * Tries calls as the government against the present state: what fails and why, what changes, what leaves the treasury, and which
   * class a proposal of them would have. Nothing is sent.
   *
   * @example
   * const { failures, changes, mode } = await nation.governor.rehearse({ calls });
   */
  rehearse(parameters: { calls: readonly Call[] }): Promise<Rehearsal>;

  /**
   * Proposes acts. The description gets the proposer's name at its end, as the governor demands.
   *
   * The calls are rehearsed first. A call that fails now, and fails whenever it is made, is a {@link ProposalWouldFailError}, and
   * nothing is sent.
   */
  readonly propose: Write<NewProposal, Proposed, bigint>;
  /** Proposes calls and words of a proposal again that failed, in the second vote that may follow it. */
  readonly proposeAgain: Write<NewProposalAgain, Proposed, bigint>;
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
  /**
   * Puts a carried proposal into the timelock. Anyone's.
   *
   * @example
   * await nation.governor.queue.wait({ proposalId });
   */
  readonly queue: AsyncWrite<NamedProposal, { readonly proposalId: ProposalId; readonly executableAt: Moment }, bigint>;
  /** Does what was decided. Anyone's. */
  readonly execute: AsyncWrite<NamedProposal & { readonly value?: Wei }, { readonly proposalId: ProposalId }, bigint>;
  /** Takes a proposal back before its vote opens. The citizen's who made it, with the account that holds the citizenship now. */
  readonly cancel: AsyncWrite<NamedProposal, { readonly proposalId: ProposalId }, bigint>;

  /** Signs a ballot that anyone may deliver singly. */
  signBallot(ballot: Ballot): Promise<SignedBallot>;
  /** Signs a ballot with a reason. */
  signBallotWithReason(ballot: Ballot & { reason: string }): Promise<SignedBallot & { readonly reason: string }>;
  /** Signs a ballot for a batch. */
  signBatchBallot(ballot: Ballot & { citizenId: CitizenId }): Promise<BatchBallot>;
}
