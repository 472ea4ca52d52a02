import { id } from "ethers";
import type { Address } from "./address";
import type { Call } from "./write";

/** A batch as Safe's Transaction Builder reads and writes it. */
export interface SafeTransactions {
  readonly version: "1.0";
  readonly chainId: string;
  /** When it was made, in milliseconds since 1970. */
  readonly createdAt: number;
  readonly meta: {
    readonly name: string;
    readonly description: string;
    readonly txBuilderVersion: string;
    readonly createdFromSafeAddress: string;
    readonly createdFromOwnerAddress: string;
    readonly checksum: string;
  };
  readonly transactions: readonly {
    readonly to: Address;
    readonly value: string;
    readonly data: string;
    readonly contractMethod: null;
    readonly contractInputsValues: null;
  }[];
}

/** For whom a batch is. */
export interface SafeBatch {
  readonly chainId: bigint | number;
  readonly name?: string;
  readonly description?: string;
  /** The Safe that is to make the calls. */
  readonly safe?: Address;
  readonly createdAt?: Date;
}

/** Writes a value as the Transaction Builder does to reckon its checksum: keys in order, then values in that order. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const fields = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(fields).sort();
  return `{${JSON.stringify(keys)}${keys.map((key) => `${written(fields[key])},`).join("")}}`;
}

/**
 * Any calls as a file for the Transaction Builder of a Safe: what a citizen's or a spender's Safe does in one transaction.
 *
 * @param calls The calls, as the writes describe them.
 *
 * @example
 * const calls = [nation.coin.approve.call({ spender: nation.stake.address, amount }), nation.stake.stake.call({ amount })];
 * const file = JSON.stringify(toSafeTransactions(calls, { chainId: 1, name: "Stake" }));
 */
export function toSafeTransactions(calls: readonly Call[], batch: SafeBatch): SafeTransactions {
  const { chainId, name = "Civitas", description = "", safe = "", createdAt = new Date() } = batch;
  const meta = {
    name,
    description,
    txBuilderVersion: "1.16.5",
    createdFromSafeAddress: safe,
    createdFromOwnerAddress: "",
  };
  const file = {
    version: "1.0" as const,
    chainId: String(chainId),
    createdAt: createdAt.getTime(),
    meta,
    transactions: calls.map(({ target, value, data }) => ({
      to: target,
      value: String(value),
      data,
      contractMethod: null,
      contractInputsValues: null,
    })),
  };
  return { ...file, meta: { ...meta, checksum: id(written({ ...file, meta: { ...meta, name: null } })) } };
}
