import { Interface, type Provider } from "ethers";
import type { Address } from "../../core/address";
import { blockAt } from "../../core/block-at";
import type { ChainLog, LogFilter } from "../../core/evidence";
import type { LogWalker } from "../../core/log-walk";
import { MissingStateError } from "../../core/node-errors";
import { multicallEach, readEncoder, type Read } from "../../core/reader";
import { retrying } from "../../core/retries";
import { seconds } from "../../core/units";
import type { NationGovernor } from "../../generated/contracts";
import type { ProposalId } from "./units";

/** What governors keep of their proposals. Those of an older generation keep none of it, and are looked through. */
const counting = /* @__PURE__ */ new Interface([
  "function proposalCount() view returns (uint256)",
  "function proposalMadeAt(uint256 number) view returns (uint256 blockNumber, uint256 timestamp)",
]);

/** Where and when a proposal was made. */
export interface Place {
  readonly block: number;
  readonly time: number;
}

const countRead = (target: Address): Read<number> => ({
  target,
  data: counting.encodeFunctionData("proposalCount"),
  decode: (answer) => Number(counting.decodeFunctionResult("proposalCount", answer)[0]),
});

const placeRead = (target: Address, number: number): Read<Place> => ({
  target,
  data: counting.encodeFunctionData("proposalMadeAt", [number]),
  decode: (answer) => {
    const [block, time] = counting.decodeFunctionResult("proposalMadeAt", answer) as unknown as [bigint, bigint];
    return { block: Number(block), time: Number(time) };
  },
});

/** Where proposals were made, by their numbers. */
export async function placesOf(provider: Provider, target: Address, numbers: readonly number[]): Promise<Place[]> {
  const { values } = await multicallEach(
    provider,
    numbers.map((number) => placeRead(target, number)),
  );
  return values.map((result) => {
    if (!result.success) throw result.error;
    return result.value as Place;
  });
}

/** So far the number that contracts know a block by may be from the chain's own, where nodes are not quite alike. */
const NEAR = 1_000;

/** How many proposals a governor counted, if it counts any, and whether it knows blocks by the chain's own numbers. */
export async function countOf(
  walker: LogWalker,
  target: Address,
): Promise<{ readonly head: number; readonly count: number | undefined; readonly isOwnNumber: boolean }> {
  const [{ values, block }, head] = await Promise.all([
    multicallEach(walker.provider, [countRead(target)]),
    walker.head(),
  ]);
  const [count] = values;
  return {
    head,
    count: count.success ? (count.value as number) : undefined,
    // Rollups let contracts see the numbers of the chain below.
    isOwnNumber: Math.abs(head - block) <= NEAR,
  };
}

/** The longest that a vote waits for its opening. */
const LONGEST_DELAY = Number(seconds.days(5));

/** So many are asked for at once while a proposal is looked for by its time. */
const WAYS = 100;

/** The numbers of the proposals that were made within a time: their times rise with their numbers. */
async function numbersWithin(
  provider: Provider,
  target: Address,
  { count, from, to }: { readonly count: number; readonly from: number; readonly to: number },
): Promise<Place[]> {
  /** The first number whose time is not earlier, narrowed a hundredfold with each request. */
  const first = async (time: number): Promise<number> => {
    let [low, high] = [1, count + 1];
    while (low < high) {
      const step = Math.max(1, Math.ceil((high - low) / WAYS));
      const numbers = [];
      for (let number = low; number < high; number += step) numbers.push(number);
      const places = await placesOf(provider, target, numbers);
      const index = places.findIndex((place) => place.time >= time);
      if (index === 0) return low;
      const before = index === -1 ? numbers.length - 1 : index - 1;
      low = numbers[before] + 1;
      high = index === -1 ? high : numbers[index];
      if (step === 1) return index === -1 ? high : numbers[index];
    }
    return low;
  };
  const start = await first(from);
  const found: Place[] = [];
  for (let number = start; number <= count; number += WAYS) {
    const numbers = Array.from({ length: Math.min(WAYS, count - number + 1) }, (_, index) => number + index);
    const places = await placesOf(provider, target, numbers);
    found.push(...places.filter(({ time }) => time <= to));
    if (places.some(({ time }) => time > to)) break;
  }
  return found;
}

/** The log that tells of a proposal, by its id alone; undefined if there is none. */
export async function findLog(
  walker: LogWalker,
  parts: {
    readonly contract: NationGovernor;
    readonly address: Address;
    readonly proposalId: ProposalId;
    readonly isIt: (log: ChainLog) => boolean;
  },
): Promise<ChainLog | undefined> {
  const { contract, address, proposalId, isIt } = parts;
  const encodeRead = readEncoder(contract, address);
  const [{ values }, { head, count, isOwnNumber }] = await Promise.all([
    multicallEach(walker.provider, [
      encodeRead(contract.proposalSnapshot, [proposalId], Number),
      encodeRead(contract.votingDelay, [], Number),
    ]),
    countOf(walker, address),
  ]);
  const [snapshot, delay] = values.map((result) => {
    if (!result.success) throw result.error;
    return result.value as number;
  });
  if (snapshot === 0) return undefined;

  const filters: LogFilter[] = [{ address, topics: [contract.filters.ProposalCreated.fragment.topicHash] }];
  const within = async (blocks: readonly number[]) => (await walker.inBlocks(filters, blocks)).find(isIt);
  // The delay may be another one now.
  const made = { likely: snapshot - delay, from: snapshot - LONGEST_DELAY, to: snapshot };
  if (count !== undefined && count > 0 && isOwnNumber) {
    const places = await numbersWithin(walker.provider, address, { count, ...made });
    const [likely, others] = [
      places.filter(({ time }) => time === made.likely),
      places.filter(({ time }) => time !== made.likely),
    ];
    for (const some of [likely, others]) {
      const found = some.length === 0 ? undefined : await within(some.map(({ block }) => block));
      if (found !== undefined) return found;
    }
  }
  const timestampOf = (number: number) =>
    retrying(async () => {
      const block = await walker.node.block(number);
      if (block === null) throw new MissingStateError(`block ${number}`);
      return block.timestamp;
    });
  const at = (time: number) => blockAt(time, { head, timestampOf });
  const likely = await at(made.likely);
  const near = await walker.logs(filters, { from: likely, to: Math.min(head, likely + AHEAD) });
  const found = near.find(isIt);
  if (found !== undefined) return found;
  const [from, to] = await Promise.all([at(made.from), at(made.to)]);
  return (await walker.logs(filters, { from, to })).find(isIt);
}

/** So many blocks may be of the same second, where blocks are made fast. */
const AHEAD = 16;
