import { AbiCoder, BaseContract, getAddress, toQuantity, type ContractRunner, type Provider } from "ethers";
import type { TypedContractMethod } from "../generated/contracts/common";
import { readerCode } from "../generated/reader";
import { LenientInterface } from "./abi";
import type { Address } from "./address";
import { findRevertData } from "./answers";
import { classify, toNationError } from "./classification";
import { isForeignAnswer, LONG_ANSWER } from "./foreign-answers";
import type { NationError } from "./errors";
import { GasLimitError } from "./node-errors";
import { MissingStateError, NetworkFaultError } from "./node-faults";
import { retrying } from "./retries";
import { decodeRevert, loadRefusals } from "./reverts";
import { isRaw } from "./runner";
import { moment, wei, type Moment, type Wei } from "./units";
import { single } from "./write";

/** One read of a contract, and how to decode the answer. */
export interface Read<Value> {
  readonly target: Address;
  /** The encoded call; "0x" asks for the balance of native coin. */
  readonly data: string;
  readonly decode: (answer: string) => Value;
}

/** Reads whose values make one value together. */
export interface CombinedRead<Value> {
  readonly reads: readonly Read<unknown>[];
  readonly combine: (values: readonly unknown[], at: Moment) => Value;
}

/** Combines the values of reads, and the moment at which they hold. */
export const combined = <Item, Value>(
  reads: readonly Read<Item>[],
  combine: (values: readonly Item[], at: Moment) => Value,
): CombinedRead<Value> => ({ reads, combine: combine as CombinedRead<Value>["combine"] });

/** The values of reads, in the same order. */
export type Values<Reads> = {
  [Index in keyof Reads]: Reads[Index] extends Read<infer Value> | CombinedRead<infer Value> ? Value : never;
};

/** The values of reads, and the block at which all of them hold. */
export interface Results<Reads> {
  readonly values: Values<Reads>;
  readonly block: number;
  readonly at: Moment;
}

const answersTypes = ["uint256", "uint256", "tuple(bool success, bytes data)[]"];

type Decoded = [
  block: bigint,
  timestamp: bigint,
  answers: readonly { readonly success: boolean; readonly data: string }[],
];

/** Encodes the typed reads of one contract. */
export const readEncoder =
  (contract: BaseContract, target: Address) =>
  <Args extends unknown[], Output, Value>(
    { fragment }: TypedContractMethod<Args, [Output], "view">,
    args: readonly [...Args],
    toValue: (output: Output) => Value,
  ): Read<Value> => ({
    target,
    data: contract.interface.encodeFunctionData(fragment, args),
    decode: (answer) => {
      const outputs = contract.interface.decodeFunctionResult(fragment, answer);
      return toValue(single(outputs) as Output);
    },
  });

/** A contract of which a page carries no more than it reads. */
export const readingContract = <Contract extends BaseContract>(
  address: Address,
  { runner, reads }: { readonly runner: ContractRunner; readonly reads: readonly string[] },
): Contract => new BaseContract(address, new LenientInterface(reads), runner) as Contract;

/** How much of the chain's native coin an account holds. */
export const nativeBalance = (target: Address): Read<Wei> => ({
  target,
  data: "0x",
  decode: (answer) => wei.from(BigInt(answer)),
});

/** What became of one read. */
export type ReadResult<Value> =
  { readonly success: true; readonly value: Value } | { readonly success: false; readonly error: NationError };

/** When what is read shall hold. */
export interface ReadOptions {
  /** The block; the latest one if left out. */
  readonly block?: number;
}

/**
 * Reads many contracts within one `eth_call`, so that all values come in one request and hold at the same block. Nothing
 * needs to be deployed for it.
 *
 * @throws The `NationError` of the first read that failed.
 *
 * @example
 * const { values } = await multicall(provider, [{ target: treasury, data: "0x", decode: BigInt }]);
 */
export async function multicall<const Reads extends readonly Read<unknown>[]>(
  provider: Provider,
  reads: Reads,
  options: ReadOptions = {},
): Promise<Results<Reads>> {
  const { values: answers, ...when } = await multicallEach(provider, reads, options);
  const values = answers.map((answer) => {
    if (!answer.success) throw answer.error;
    return answer.value;
  });
  return { values: values as Values<Reads>, ...when };
}

/** Reads as {@link multicall} does, and says of each read whether it failed: one that fails spoils no other. */
export async function multicallEach(
  provider: Provider,
  reads: readonly Read<unknown>[],
  options: ReadOptions = {},
): Promise<{ readonly values: readonly ReadResult<unknown>[]; readonly block: number; readonly at: Moment }> {
  const [block, timestamp, answers] = await readAll(provider, reads, options);
  for (const { success, data } of answers) if (!success) await loadRefusals(data);
  const values = reads.map(({ decode }, index): ReadResult<unknown> => {
    const { success, data } = answers[index];
    if (!success) return { success, error: decodeRevert(data) };
    try {
      return { success, value: decode(data) };
    } catch (error) {
      return { success: false, error: toNationError(error) };
    }
  });
  return { values, block: Number(block), at: moment.from(timestamp) };
}

/** So long the code of a creation may be (EIP-3860), in hexadecimal digits. */
const LONGEST_CODE = 2 * 49_152;

/** So many digits each read takes of it, beside those of its call: an address, two places and a length. */
const DIGITS_EACH = 4 * 64;

/** Reads in parts that fit into a creation's code each. */
function partsOf(reads: readonly Read<unknown>[]): (readonly Read<unknown>[])[] {
  const parts: Read<unknown>[][] = [[]];
  let left = LONGEST_CODE - readerCode.length - 2 * 64;
  const whole = left;
  for (const read of reads) {
    const digits = DIGITS_EACH + Math.ceil((read.data.length - 2) / 64) * 64;
    if (digits > left && parts[parts.length - 1].length > 0) {
      parts.push([]);
      left = whole;
    }
    parts[parts.length - 1].push(read);
    left -= digits;
  }
  return parts;
}

/** Reads everything in one call, or at one block where it does not fit into one. */
async function readAll(provider: Provider, reads: readonly Read<unknown>[], options: ReadOptions): Promise<Decoded> {
  const parts = partsOf(reads);
  if (parts.length === 1) return readPart(provider, reads, options);
  const block = options.block ?? (await retrying(() => blockOf(provider, undefined))).number;
  const answers = await Promise.all(parts.map((part) => readPart(provider, part, { block })));
  return [answers[0][0], answers[0][1], answers.flatMap(([, , found]) => found)];
}

/** A number as a word of 32 bytes, in hexadecimal digits. */
const word = (value: number): string => value.toString(16).padStart(64, "0");

/**
 * The reader's code with what it is to read, a list of addresses and data. It is written here, and not by ethers, which takes most of
 * the time of a long list for it.
 */
function codeFor(reads: readonly Read<unknown>[]): string {
  for (const target of new Set(reads.map((read) => read.target))) getAddress(target);
  const entries = reads.map(({ target, data }) => {
    const digits = data.slice(2);
    const filled = digits.padEnd(Math.ceil(digits.length / 64) * 64, "0");
    return target.slice(2).padStart(64, "0") + word(0x40) + word(digits.length / 2) + filled;
  });
  let place = 32 * entries.length;
  const places = entries.map((entry) => {
    const start = word(place);
    place += entry.length / 2;
    return start;
  });
  return [readerCode, word(0x20), word(entries.length), ...places, ...entries].join("");
}

/** Whether a node runs the reader's code: then what it could not read is due to whom it asked. */
const runsReader = (provider: Provider, options: ReadOptions): Promise<boolean> =>
  run(provider, codeFor([]), options).then(
    () => true,
    () => false,
  );

/** Reads in one call; where a node makes no call without a receiver, or a contract uses up its gas, each by itself. */
async function readPart(provider: Provider, reads: readonly Read<unknown>[], options: ReadOptions): Promise<Decoded> {
  if (singly.has(provider)) return readSingly(provider, reads, options);
  try {
    return AbiCoder.defaultAbiCoder().decode(
      answersTypes,
      await run(provider, codeFor(reads), options),
    ) as unknown as Decoded;
  } catch (error) {
    // The reader's code never fails, and never answers with nothing.
    const failure = await classify(error);
    const isRefused = !(failure instanceof NetworkFaultError) || isForeignAnswer(error);
    if (!isRefused || reads.length === 0) throw failure;
    if (await runsReader(provider, options)) return readHalves(provider, reads, options);
    const found = await readSingly(provider, reads, options);
    singly.add(provider);
    return found;
  }
}

/** Reads in halves, until whoever uses up the gas is alone. */
async function readHalves(provider: Provider, reads: readonly Read<unknown>[], options: ReadOptions): Promise<Decoded> {
  if (reads.length === 1) return readSingly(provider, reads, options);
  const block = options.block ?? (await retrying(() => blockOf(provider, undefined))).number;
  const middle = Math.ceil(reads.length / 2);
  const halves = [reads.slice(0, middle), reads.slice(middle)];
  const [first, second] = await Promise.all(halves.map((half) => readPart(provider, half, { block })));
  return [first[0], first[1], [...first[2], ...second[2]]];
}

/** Runs the reader's code, which gives the answers as data of a revert where they are too long for a contract's code. */
const run = (provider: Provider, code: string, { block }: ReadOptions): Promise<string> =>
  retrying(async () => {
    try {
      return await callAt(provider, { data: code }, block);
    } catch (error) {
      const data = findRevertData(error);
      if (data?.startsWith(LONG_ANSWER) === true) return `0x${data.slice(LONG_ANSWER.length)}`;
      throw error;
    }
  });

/** A call at a block, the latest one if left out. */
const callAt = async (
  provider: Provider,
  { to, data }: { readonly to?: string; readonly data: string },
  block: number | undefined,
): Promise<string> => {
  const blockTag = block === undefined ? "latest" : toQuantity(block);
  const request = to === undefined ? { data } : { to, data };
  return isRaw(provider)
    ? String(await provider.send("eth_call", [request, blockTag]))
    : provider.call({ ...request, blockTag });
};

/* NODES THAT CALL NOTHING WITHOUT A RECEIVER */

/** Nodes that were found to make no call without a receiver: they are asked for each value by itself. */
const singly = new WeakSet<Provider>();

/** Reads one after the other, a few at once, all at one block. */
async function readSingly(provider: Provider, list: readonly Read<unknown>[], options: ReadOptions): Promise<Decoded> {
  const { number, timestamp } = await retrying(() => blockOf(provider, options.block));
  const answers: { success: boolean; data: string }[] = [];
  for (let first = 0; first < list.length; first += AT_ONCE) {
    const part = list.slice(first, first + AT_ONCE).map((one) => readOne(provider, one, number));
    answers.push(...(await Promise.all(part)));
  }
  return [BigInt(number), BigInt(timestamp), answers];
}

/** What public nodes take in one batch. */
const AT_ONCE = 3;

async function readOne(
  provider: Provider,
  { target, data }: Read<unknown>,
  block: number,
): Promise<{ success: boolean; data: string }> {
  try {
    const answer = await retrying(() =>
      data === "0x" ? balanceAt(provider, target, block) : callAt(provider, { to: target, data }, block),
    );
    return { success: true, data: answer };
  } catch (error) {
    const failure = await classify(error);
    const found = findRevertData(failure);
    // A contract that uses up the gas of a call leaves nothing.
    if (found === undefined && !(failure instanceof GasLimitError)) throw failure;
    return { success: false, data: found ?? "0x" };
  }
}

const balanceAt = async (provider: Provider, account: string, block: number): Promise<string> =>
  isRaw(provider)
    ? String(await provider.send("eth_getBalance", [account, toQuantity(block)]))
    : toQuantity(await provider.getBalance(account, block));

async function blockOf(
  provider: Provider,
  block: number | undefined,
): Promise<{ readonly number: number; readonly timestamp: number }> {
  const found = isRaw(provider)
    ? ((await provider.send("eth_getBlockByNumber", [block === undefined ? "latest" : toQuantity(block), false])) as {
        readonly number: string;
        readonly timestamp: string;
      } | null)
    : await provider.getBlock(block ?? "latest");
  if (found === null) throw new MissingStateError(`block ${block ?? "latest"}`);
  return { number: Number(found.number), timestamp: Number(found.timestamp) };
}
