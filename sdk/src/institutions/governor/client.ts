import { addressOf, type Connection } from "../../core/directory";
import { SignerNeededError } from "../../core/errors";
import { eventsOf } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions } from "../../core/provisions";
import { moment, seconds, wei, type Wei } from "../../core/units";
import { asyncWrite, writer, type Call, type ReceiptEvents } from "../../core/write";
import { NationGovernor__factory, type NationGovernor } from "../../generated/contracts";
import { citizenId as idUnit } from "../citizenship/units";
import { allCounted, NO_PARAMS, signatures, theCounted } from "./ballots";
import { packBallots } from "./batch-ballots";
import { toBallotFault, toProposalClass, toProposalRound, toProposalState } from "./codes";
import { ProposalWouldFailError, UnknownProposalError } from "./errors";
import { governorEventUnits } from "./events";
import { listProposals, readProposal } from "./list";
import {
  actsOf,
  describeProposal,
  namesProposer,
  statusOf,
  termsOf,
  toHouses,
  toProposal,
  toSecondVote,
} from "./proposals";
import type { GovernorProvisions } from "./provisions";
import type { Rehearsal } from "./rehearsal";
import type { GovernorClient, NamedProposal, NewProposal, ProposalTerms, ProposedTerms } from "./types";
import { proposalId as proposalUnit } from "./units";
import { supportCode } from "./vote";

const NOTHING = wei.from(0n);

/** What a transaction proposed. */
const proposedIn = ({ get }: ReceiptEvents<NationGovernor>) => {
  const { class: code, round } = get("ProposalClassified");
  return {
    proposal: toProposal(get("ProposalCreated")),
    class: toProposalClass(code),
    round: toProposalRound(round),
  };
};

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

  /** Loaded when something is first rehearsed, so that pages that propose nothing carry none of it. */
  const tried = async (calls: readonly Call[]): Promise<Rehearsal> =>
    (await import("./rehearsal")).rehearse(connection, calls);

  const check = async ({ calls, rehearse = true }: NewProposal): Promise<void> => {
    // A rehearsal that the node cannot give is no reason not to propose.
    const rehearsal = rehearse ? await tried(calls).catch(() => undefined) : undefined;
    const hopeless = rehearsal?.failures.filter(({ isFinal }) => isFinal) ?? [];
    if (hopeless.length > 0) throw new ProposalWouldFailError(hopeless);
  };

  const proposed = ({ description, proposer = account }: NewProposal): string => {
    if (proposer === undefined) throw new SignerNeededError("proposing without naming a proposer");
    return describeProposal({ description, proposer });
  };

  /** Terms as they were proposed: the description ends with the proposer's name, which `propose` put there. */
  const asProposed = ({ proposer = account, ...terms }: ProposedTerms): ProposalTerms => {
    const isWhole = terms.descriptionHash !== undefined || namesProposer(terms.description) || proposer === undefined;
    return isWhole ? terms : { ...terms, description: describeProposal({ ...terms, proposer }) };
  };

  /** The terms of a proposal that is named by its id, or by what was proposed. */
  const termsNamed = async (named: NamedProposal): Promise<ProposalTerms> => {
    if (!("proposalId" in named)) return asProposed(named);
    const found = await readProposal({ connection, contract }, named);
    if (found === undefined) throw new UnknownProposalError(named.proposalId);
    return found;
  };

  return {
    address,
    contract,
    events: eventsOf(contract, connection, governorEventUnits),
    ...provisionActions<GovernorProvisions>(address, runner),
    ...signatures(contract, runner),

    state: ({ proposalId }) => withNationErrors(async () => toProposalState(await contract.state(proposalId))),
    houses: ({ proposalId }) => withNationErrors(async () => toHouses(await contract.houses(proposalId))),
    status: ({ proposalId }) => statusOf({ contract, address, proposalId, runner }),
    proposal: ({ proposalId, ...range }) =>
      withNationErrors(async () => {
        const found = await readProposal({ connection, contract }, { proposalId, ...range });
        if (found === undefined) throw new UnknownProposalError(proposalId);
        return found;
      }),
    list: (query = {}) => withNationErrors(() => listProposals({ connection, contract }, query)),
    classOf: ({ calls }) =>
      withNationErrors(async () => {
        const [targets, , calldatas] = actsOf(calls);
        return toProposalClass(await contract.classOf(targets, calldatas));
      }),
    idOf: (terms) =>
      withNationErrors(async () => proposalUnit.from(await contract.getProposalId(...termsOf(asProposed(terms))))),
    secondVote: ({ proposalId }) => withNationErrors(async () => toSecondVote(await contract.secondVoteOf(proposalId))),
    proposerOf: ({ proposalId }) => withNationErrors(async () => idUnit.from(await contract.proposerOf(proposalId))),
    hasVoted: ({ proposalId, citizenId }) => withNationErrors(() => contract.hasCitizenVoted(proposalId, citizenId)),
    gracePeriod: () => withNationErrors(async () => seconds.from(await contract.GRACE_PERIOD())),
    maxCalls: () => withNationErrors(async () => Number(await contract.MAX_CALLS())),

    rehearse: ({ calls }) => tried(calls),
    propose: write(contract.propose, {
      check,
      args: (terms) => [...actsOf(terms.calls), proposed(terms)],
      result: proposedIn,
    }),
    proposeAgain: write(contract.proposeAgain, {
      check,
      args: ({ calls, description }) => [...actsOf(calls), description],
      result: proposedIn,
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
    queue: asyncWrite(
      write(contract.queue, {
        args: termsOf,
        result: ({ get }) => {
          const { proposalId, etaSeconds } = get("ProposalQueued");
          return { proposalId: proposalUnit.from(proposalId), executableAt: moment.from(etaSeconds) };
        },
      }),
      termsNamed,
    ),
    execute: asyncWrite(
      write(contract.execute, {
        args: (terms: ProposalTerms & { readonly value: Wei }) => termsOf(terms),
        value: ({ value }) => value,
        result: ({ get }) => ({ proposalId: proposalUnit.from(get("ProposalExecuted").proposalId) }),
      }),
      async ({ value = NOTHING, ...named }) => ({ ...(await termsNamed(named)), value }),
    ),
    cancel: asyncWrite(
      write(contract.cancel, {
        args: termsOf,
        result: ({ get }) => ({ proposalId: proposalUnit.from(get("ProposalCanceled").proposalId) }),
      }),
      termsNamed,
    ),
  };
}
