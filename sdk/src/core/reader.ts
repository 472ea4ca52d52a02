import { AbiCoder, concat, toQuantity, type BaseContract, type Provider } from "ethers";
import type { TypedContractMethod } from "../generated/contracts/common";
import { readerCode } from "../generated/reader";
import type { Address } from "./address";
import type { NationError } from "./errors";
import { findRevertData } from "./answers";
import { toNationError } from "./failures";
import { decodeRevert } from "./reverts";
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
const LONG_ANSWER = "0xbdd21d4c"; // Reader_Results(uint256,uint256,(bool,bytes)[])

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
  const coder = AbiCoder.defaultAbiCoder();
  const list = reads.map(({ target, data }) => [target, data]);
  const code = concat([readerCode, coder.encode(["tuple(address target, bytes data)[]"], [list])]);
  const [block, timestamp, answers] = coder.decode(
    answersTypes,
    await run(provider, code, options),
  ) as unknown as Decoded;
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

async function run(provider: Provider, code: string, options: ReadOptions): Promise<string> {
  try {
    return await call(provider, code, options);
  } catch (error) {
    const data = findRevertData(error);
    if (data?.startsWith(LONG_ANSWER) === true) return `0x${data.slice(LONG_ANSWER.length)}`;
    throw toNationError(error);
  }
}

interface RawProvider {
  send(method: string, params: unknown[]): Promise<unknown>;
}

const isRaw = (provider: object): provider is RawProvider => "send" in provider && typeof provider.send === "function";

/** Where a provider takes requests as they are, it is spared ethers' look at the chain's id before each call. */
const call = async (provider: Provider, data: string, { block }: ReadOptions): Promise<string> => {
  const blockTag = block === undefined ? "latest" : toQuantity(block);
  return isRaw(provider)
    ? String(await provider.send("eth_call", [{ data }, blockTag]))
    : provider.call({ data, blockTag });
};
