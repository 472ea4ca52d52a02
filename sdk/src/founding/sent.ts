import { keccak256, toBeHex, type Provider, type TransactionReceipt, type TransactionRequest } from "ethers";
import { toNationError } from "../core/refusals";
import type { Call } from "./act";
import type { Attempt, JournaledTransaction, Outcome } from "./journal";
import type { Read } from "./retry";

interface Looking {
  readonly provider: Provider;
  readonly read: Read;
}

/** How many blocks are searched for a transaction whose hash is unknown. */
const SEARCHED_BLOCKS = 256;

/** The receipt of whichever of a step's transactions was mined; null while none is. */
export async function receiptOf(
  entry: JournaledTransaction,
  { provider, read }: Looking,
): Promise<TransactionReceipt | null> {
  for (const hash of hashesOf(entry)) {
    const receipt = await read("a receipt", () => provider.getTransactionReceipt(hash));
    if (receipt !== null) return receipt;
  }
  return null;
}

/** Whether the chain still has what was confirmed: a reorganisation takes it back, and then it is broadcast again. */
export async function stillHolds({ hash }: Outcome, { provider, read }: Looking): Promise<boolean> {
  if (hash === undefined) return true;
  return (await read("a receipt", () => provider.getTransactionReceipt(hash))) !== null;
}

/** Whether so many blocks hold a transaction, its own included. */
export async function isConfirmed(
  receipt: TransactionReceipt,
  { provider, read, confirmations }: Looking & { readonly confirmations: number },
): Promise<boolean> {
  const head = await read("the latest block", () => provider.getBlockNumber());
  return head >= receipt.blockNumber + confirmations - 1;
}

/** The sender's transaction that took the nonce of a step, if it is among the blocks since. */
export async function findByNonce(
  { sinceBlock, nonce }: JournaledTransaction,
  { provider, read, sender }: Looking & { readonly sender: string },
): Promise<{ readonly hash: string; readonly fingerprint: string } | undefined> {
  const head = await read("the latest block", () => provider.getBlockNumber());
  for (let number = sinceBlock; number <= Math.min(head, sinceBlock + SEARCHED_BLOCKS); ++number) {
    const block = await read("a block", () => provider.getBlock(number, true));
    const found = block?.prefetchedTransactions.find((one) => one.from === sender && one.nonce === nonce);
    if (found !== undefined) return { hash: found.hash, fingerprint: fingerprintOf(found.to, found.data) };
  }
  return undefined;
}

/** Why a call fails at a block, in words; undefined if it succeeds where it has the gas. */
export const whyFails = (
  request: TransactionRequest,
  { provider, read, explain }: Looking & { readonly explain: (error: unknown) => string },
): Promise<string | undefined> =>
  read("why it failed", () =>
    provider.call(request).then(
      () => undefined,
      (error: unknown) => {
        if (toNationError(error).retryable) throw error;
        return explain(error);
      },
    ),
  );

/** Every hash under which a step was offered. */
export const hashesOf = (entry: JournaledTransaction): string[] => [
  ...new Set(entry.attempts.flatMap(({ hash }) => hash ?? [])),
];

/** Identifies a transaction whatever fees it offers. */
export function fingerprintOf(to: string | null, data: string): string {
  return keccak256(`${to === null ? toBeHex(0, 20) : to.toLowerCase()}${data.slice(2)}`);
}

/** The transaction by which a step is offered. */
export function transactionOf(
  { nonce, gasLimit }: JournaledTransaction,
  { to, data }: Call,
  { fees, chainId }: { readonly fees: Attempt; readonly chainId: string },
): TransactionRequest {
  const prices =
    fees.maxPriorityFeePerGas === null
      ? { type: 0, gasPrice: BigInt(fees.maxFeePerGas) }
      : { type: 2, maxFeePerGas: BigInt(fees.maxFeePerGas), maxPriorityFeePerGas: BigInt(fees.maxPriorityFeePerGas) };
  return { ...prices, chainId: BigInt(chainId), nonce, gasLimit: BigInt(gasLimit), to, data, value: 0n };
}

/** What came of a step; of one whose receipt nobody knows, what is known. */
export const outcomeOf = (receipt: TransactionReceipt | null, { sinceBlock }: JournaledTransaction): Outcome =>
  receipt === null
    ? { blockNumber: sinceBlock, gasUsed: "0", cost: "0" }
    : {
        hash: receipt.hash,
        blockNumber: receipt.blockNumber,
        gasUsed: String(receipt.gasUsed),
        cost: String(receipt.gasUsed * receipt.gasPrice),
      };
