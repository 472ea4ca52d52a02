import { addressOf, type Connection } from "../../core/directory";
import { decode } from "../../core/decoding";
import { isRevert } from "../../core/errors";
import type { ChainLog, LogFilter } from "../../core/evidence";
import { pageOfLogs } from "../../core/log-pages";
import { LogWalker } from "../../core/log-walk";
import { readLogs } from "../../core/logs";
import { MissingStateError } from "../../core/node-errors";
import { entryOf, isAccount, isWanted, pageOfNumbers, type Entry, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder, type Read, type ReadResult } from "../../core/reader";
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
import { countOf, findLog, placesOf } from "./places";
import { proposalIn, toHouses } from "./proposals";
import type { Houses, ListedProposal, Proposal, ProposalQuery } from "./types";
import type { ProposalId } from "./units";

/** A proposal as the log has it. */
interface Logged {
  readonly proposal: Proposal;
  readonly class: ProposalClass;
  readonly round: ProposalRound;
  readonly block: number;
  readonly transaction: string;
  readonly logIndex: number;
}

/** For whom proposals are listed, and how far back. */
export interface ListingFor {
  /** Of this citizen it is told whether they voted. */
  readonly viewer?: Promise<bigint | undefined>;
  /** After how many stretches of the log the list ends, where the governor counts no proposals. */
  readonly stretches?: number;
}

/** A proposal, and whether somebody voted on it. */
export interface ListedFor extends ListedProposal {
  /** Left out if nobody was named. */
  readonly hasVoted?: boolean;
}

/** So many values are read of each, beside whether somebody voted. */
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
  viewer?: ListingFor["viewer"],
): Promise<Entry<ListedFor>[]> {
  const encodeRead = readEncoder(contract, addressOf(connection, "governor"));
  const citizenId = await viewer;
  const reads: Read<unknown>[] = found.flatMap(({ proposal: { id } }) => [
    encodeRead(contract.state, [id], toProposalState),
    encodeRead(contract.proposalDeadline, [id], moment.from),
    encodeRead(contract.proposalEta, [id], (eta) => (eta === 0n ? undefined : moment.from(eta))),
    encodeRead(contract.houses, [id], toHouses),
  ]);
  const count = reads.length;
  if (citizenId !== undefined) {
    reads.push(...found.map(({ proposal }) => encodeRead(contract.hasCitizenVoted, [proposal.id, citizenId], Boolean)));
  }
  const values = await retrying(async () => {
    const results = await multicallEach(providerOf(connection.runner), reads);
    // The log is ahead of the state: another node answered.
    if (results.values.some(isBehind)) throw new MissingStateError("the latest proposals");
    return results.values;
  });
  const voted = (index: number): Pick<ListedFor, "hasVoted"> => {
    const result = citizenId === undefined ? undefined : values[count + index];
    return result?.success === true ? { hasVoted: result.value as boolean } : {};
  };
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
            ...voted(index),
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

/** Looks through the log for what people proposed, and how that was classified. */
function filterOf({ connection, contract }: GovernorReader): LogFilter {
  const { ProposalCreated, ProposalClassified } = contract.filters;
  const topics = [ProposalCreated, ProposalClassified].map(({ fragment }) => fragment.topicHash);
  return { address: addressOf(connection, "governor"), topics: [topics] };
}

const isMeant = ({ class: found, round, proposal }: Logged, query: ProposalQuery): boolean =>
  isWanted(query.class, found) && isWanted(query.round, round) && isAccount(query.proposer, proposal.proposer);

/** A proposal by its id, from the log; undefined if it holds none. */
export async function readProposal(
  { connection, contract }: GovernorReader,
  { proposalId, from }: { readonly proposalId: ProposalId; readonly from?: number | undefined },
): Promise<Proposal | undefined> {
  const address = addressOf(connection, "governor");
  const provider = providerOf(connection.runner);
  const isIt = (log: ChainLog) => proposalIn(log, contract)?.id === proposalId;
  const topics = [contract.filters.ProposalCreated.fragment.topicHash];
  const log =
    from === undefined
      ? await findLog(new LogWalker({ provider, nation: connection.nation }), { contract, address, proposalId, isIt })
      : (await readLogs({ provider, filter: { address, topics }, nation: connection.nation }, { from })).find(isIt);
  return log && proposalIn(log, contract);
}

/** So many numbers below those of a page are looked at first: proposals of one block are told apart by their order. */
const BELOW = 16;

/** The blocks of numbers, and of those below until another block is found: so the order in a block is known. */
async function blocksOf(walker: LogWalker, address: string, numbers: readonly number[]): Promise<Map<number, number>> {
  const blockOf = new Map<number, number>();
  const lowest = Math.min(...numbers);
  let reached = lowest;
  for (let more = BELOW; ; more *= 2) {
    const below = Array.from({ length: Math.min(more, reached - 1) }, (_, index) => reached - 1 - index);
    const wanted = blockOf.size === 0 ? [...numbers, ...below] : below;
    const places = await placesOf(walker.provider, address, wanted);
    for (const [index, number] of wanted.entries()) blockOf.set(number, places[index].block);
    reached -= below.length;
    if (reached === 1 || blockOf.get(reached) !== blockOf.get(lowest)) return blockOf;
  }
}

/** A page of proposals by their numbers: whoever counts them knows the block of each. */
function pageByNumber(
  reader: GovernorReader,
  query: ProposalQuery & PageQuery,
  { walker, count, viewer }: Pick<ListingFor, "viewer"> & { readonly walker: LogWalker; readonly count: number },
): Promise<Page<ListedFor>> {
  const address = addressOf(reader.connection, "governor");
  return pageOfNumbers(
    {
      list: NUMBERED,
      atOnce: 50,
      count: () => Promise.resolve(BigInt(count)),
      read: async (ids) => {
        const numbers = ids.map(Number);
        const blockOf = await blocksOf(walker, address, numbers);
        const logs = await walker.inBlocks([filterOf(reader)], [...new Set(numbers.map((one) => blockOf.get(one)!))]);
        const found = [...logs].reverse().flatMap(finder(reader.contract)).reverse();
        const logged = numbers.map((number) => {
          const block = blockOf.get(number)!;
          let place = 0;
          while (blockOf.get(number - 1 - place) === block) ++place;
          return found.filter((one) => one?.block === block)[place];
        });
        const meant = logged.filter((one) => one !== undefined && isMeant(one, query)) as Logged[];
        const entries = await readStanding(reader, meant, query, viewer);
        const entryFor = new Map(meant.map((one, index) => [one, entries[index]]));
        return logged.map((one) => (one === undefined ? undefined : entryFor.get(one)));
      },
    },
    query,
  );
}

/** The names of the lists in cursors: by numbers, and by logs. */
const [NUMBERED, LOGGED] = ["proposals", "proposalsLogged"];

/** A page of proposals, the newest first. */
export async function listProposals(
  reader: GovernorReader,
  query: ProposalQuery & PageQuery,
  { viewer, stretches }: ListingFor = {},
): Promise<Page<ListedFor>> {
  const { connection, contract } = reader;
  const { runner, nation } = connection;
  if (query.cursor?.startsWith(`${LOGGED}-`) !== true) {
    const walker = new LogWalker({ provider: providerOf(runner), nation });
    const { count, isOwnNumber } = await countOf(walker, addressOf(connection, "governor"));
    if (count !== undefined && isOwnNumber)
      return pageByNumber(reader, query, { walker, count, ...(viewer && { viewer }) });
  }
  const find = finder(contract);
  return pageOfLogs<Logged, ListedFor>(
    {
      list: LOGGED,
      looking: { provider: providerOf(runner), nation },
      filters: [filterOf(reader)],
      stretches,
      find: (log) => {
        const found = find(log);
        return found !== undefined && isMeant(found, query) ? found : undefined;
      },
      read: (found) => readStanding(reader, found, query, viewer),
    },
    query,
  );
}
