import { addressOf, type Connection } from "../../core/directory";
import { decode } from "../../core/decoding";
import { isRevert } from "../../core/errors";
import type { ChainLog } from "../../core/evidence";
import { pageOfLogs } from "../../core/log-pages";
import { MissingStateError } from "../../core/node-errors";
import { entryOf, isAccount, isWanted, type Entry, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder, type ReadResult } from "../../core/reader";
import { retrying } from "../../core/retries";
import { moment, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import type { NationGovernor } from "../../generated/contracts";
import {
  toProposalClass,
  toProposalRound,
  toProposalState,
  type ProposalClass,
  type ProposalRound,
  type ProposalState,
} from "./codes";
import { proposalIn, toHouses } from "./proposals";
import type { Houses, ListedProposal, Proposal, ProposalQuery } from "./types";

/** A proposal as the log has it. */
interface Logged {
  readonly proposal: Proposal;
  readonly class: ProposalClass;
  readonly round: ProposalRound;
  readonly block: number;
  readonly transaction: string;
  readonly logIndex: number;
}

/** So many values are read of each. */
const READS = 4;

/** Finds proposals among logs that come newest first: how one is classified is told after it is made. */
function finder(contract: NationGovernor): (log: ChainLog) => Logged | undefined {
  const classified = new Map<bigint, { readonly class: ProposalClass; readonly round: ProposalRound }>();
  return (log) => {
    const event = decode(contract.interface, log);
    if (event?.name === "ProposalClassified") {
      const { proposalId, class: code, round } = event.args.toObject() as Record<string, bigint>;
      classified.set(proposalId, { class: toProposalClass(code), round: toProposalRound(round) });
    }
    const proposal = proposalIn(log, contract);
    const known = proposal && classified.get(proposal.id);
    if (proposal === undefined || known === undefined) return undefined;
    return {
      proposal,
      ...known,
      block: log.blockNumber,
      transaction: log.transactionHash,
      logIndex: log.index,
    };
  };
}

/** Where proposals stand, in one request. */
async function readStanding(
  { connection, contract }: GovernorReader,
  found: readonly Logged[],
  { state: wanted }: ProposalQuery,
): Promise<Entry<ListedProposal>[]> {
  const encodeRead = readEncoder(contract, addressOf(connection, "governor"));
  const reads = found.flatMap(({ proposal: { id } }) => [
    encodeRead(contract.state, [id], toProposalState),
    encodeRead(contract.proposalDeadline, [id], moment.from),
    encodeRead(contract.proposalEta, [id], (eta) => (eta === 0n ? undefined : moment.from(eta))),
    encodeRead(contract.houses, [id], toHouses),
  ]);
  const values = await retrying(async () => {
    const results = await multicallEach(providerOf(connection.runner), reads);
    // The log is ahead of the state: another node answered.
    if (results.values.some(isBehind)) throw new MissingStateError("the latest proposals");
    return results.values;
  });
  return found.map(({ proposal, ...logged }, index) =>
    entryOf(proposal.id, values.slice(READS * index, READS * (index + 1)), ([state, closesAt, executableAt, houses]) =>
      isWanted(wanted, state as ProposalState)
        ? {
            ...proposal,
            ...logged,
            state: state as ProposalState,
            closesAt: closesAt as Moment,
            executableAt: executableAt as Moment | undefined,
            houses: houses as Houses,
          }
        : undefined,
    ),
  );
}

const isBehind = (result: ReadResult<unknown>): boolean =>
  !result.success && isRevert(result.error, "GovernorNonexistentProposal");

/** Who reads, and what. */
export interface GovernorReader {
  readonly connection: Connection;
  readonly contract: NationGovernor;
}

/** A page of proposals, the newest first. */
export function listProposals(reader: GovernorReader, query: ProposalQuery & PageQuery): Promise<Page<ListedProposal>> {
  const { connection, contract } = reader;
  const { runner, nation } = connection;
  const { ProposalCreated, ProposalClassified } = contract.filters;
  const topics = [ProposalCreated, ProposalClassified].map(({ fragment }) => fragment.topicHash);
  const find = finder(contract);
  return pageOfLogs<Logged, ListedProposal>(
    {
      list: "proposals",
      looking: { provider: providerOf(runner), nation },
      filters: [{ address: addressOf(connection, "governor"), topics: [topics] }],
      find: (log) => {
        const found = find(log);
        const isMeant =
          found !== undefined &&
          isWanted(query.class, found.class) &&
          isWanted(query.round, found.round) &&
          isAccount(query.proposer, found.proposal.proposer);
        return isMeant ? found : undefined;
      },
      read: (found) => readStanding(reader, found, query),
    },
    query,
  );
}
