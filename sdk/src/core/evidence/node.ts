import { concat, dataSlice, getAddress, toQuantity, type Provider, type TransactionResponse } from "ethers";
import { isRaw, type RawProvider } from "./channel";

/** A log as the chain keeps it. */
export interface ChainLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: number;
  /** Its place among all logs of its block. */
  readonly index: number;
  /** When its block was made, in seconds since 1970, where the node says so beside the log. */
  readonly timestamp?: number;
}

/** Which logs: by whom, and with which topics. */
export interface LogFilter {
  readonly address?: string | readonly string[];
  readonly topics?: readonly (string | null | readonly string[])[];
}

/** A block, as far as a verification needs it. */
export interface ChainBlock {
  readonly number: number;
  readonly hash: string;
  /** In seconds since 1970. */
  readonly timestamp: number;
}

/** A transaction, as far as a verification needs it. */
export interface ChainTransaction {
  readonly from: string;
  readonly to: string | null;
  readonly nonce: number;
  readonly data: string;
}

/** The few questions that a verification asks a node. Each names its block, so that no answer depends on when it is given. */
export interface Node {
  chainId(): Promise<bigint>;
  head(): Promise<number>;
  /** @returns null if the node does not have the block. */
  block(number: number): Promise<ChainBlock | null>;
  logs(filter: LogFilter, range: { readonly from: number; readonly to: number | "latest" }): Promise<ChainLog[]>;
  /** The logs of one block, by its hash: a node that does not have the block cannot answer with an empty list. */
  logsOf(filter: LogFilter, blockHash: string): Promise<ChainLog[]>;
  /** All logs of one block, by the receipts of its transactions. */
  receiptLogs(block: number): Promise<ChainLog[]>;
  /** All logs of one transaction, by its receipt; null if the node does not have that. */
  transactionLogs(hash: string): Promise<ChainLog[] | null>;
  code(address: string, block: number): Promise<string>;
  call(
    request: { readonly from?: string; readonly to?: string; readonly data: string },
    block: number,
  ): Promise<string>;
  /** The transaction that raised a log. Nodes forget where a transaction is after a year, and find it in its block. */
  transaction(log: ChainLog): Promise<ChainTransaction | null>;
  /** @returns null if the node does not have the block, or has forgotten what was in it. */
  transactionsOf(block: number): Promise<ChainTransaction[] | null>;
}

/** A node behind a provider. One that takes requests as they are is spared ethers' question for the chain's id before each. */
export const nodeOf = (provider: Provider | RawProvider): Node =>
  isRaw(provider) ? rawNode(provider) : politeNode(provider);

type Json = Readonly<Record<string, unknown>>;

/** A node's answer was none: it is to be asked again. */
class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";
}

const textIn = (value: unknown): string => {
  if (typeof value !== "string" || !/^0x[0-9a-f]*$/i.test(value)) throw new NoAnswerError("no hexadecimal value");
  return value;
};

const numberIn = (value: unknown): number => Number(BigInt(textIn(value)));

const checksums = new Map<string, string>();

/** Checksums are dear, and the same few contracts raise every log. */
function addressIn(value: unknown): string {
  const text = textIn(value);
  const known = checksums.get(text) ?? getAddress(text);
  checksums.set(text, known);
  return known;
}

function logIn(raw: Json): ChainLog {
  return {
    address: addressIn(raw.address),
    topics: (raw.topics as unknown[]).map(textIn),
    data: textIn(raw.data),
    blockNumber: numberIn(raw.blockNumber),
    blockHash: textIn(raw.blockHash),
    transactionHash: textIn(raw.transactionHash),
    transactionIndex: numberIn(raw.transactionIndex),
    index: numberIn(raw.logIndex),
    // Some nodes say zero of what they do not know.
    ...(typeof raw.blockTimestamp === "string" &&
      BigInt(raw.blockTimestamp) > 0n && { timestamp: numberIn(raw.blockTimestamp) }),
  };
}

function logsIn(answer: unknown): ChainLog[] {
  if (!Array.isArray(answer)) throw new NoAnswerError("no list of logs");
  return (answer as Json[]).map(logIn);
}

function rawNode(provider: RawProvider): Node {
  const transactionIn = (raw: unknown): ChainTransaction | null => {
    if (typeof raw !== "object" || raw === null) return null;
    const { from, to, nonce, input, data } = raw as Json;
    return {
      from: addressIn(from),
      to: to === null || to === undefined ? null : addressIn(to),
      // What a chain does by itself has none on some.
      nonce: numberIn(nonce ?? "0x0"),
      data: textIn(input ?? data),
    };
  };
  return {
    chainId: async () => BigInt(textIn(await provider.send("eth_chainId", []))),
    head: async () => numberIn(await provider.send("eth_blockNumber", [])),
    block: async (number) => {
      const raw = (await provider.send("eth_getBlockByNumber", [toQuantity(number), false])) as Json | null;
      if (raw === null) return null;
      return { number: numberIn(raw.number), hash: textIn(raw.hash), timestamp: numberIn(raw.timestamp) };
    },
    logs: async (filter, { from, to }) =>
      logsIn(
        await provider.send("eth_getLogs", [
          { ...filter, fromBlock: toQuantity(from), toBlock: to === "latest" ? to : toQuantity(to) },
        ]),
      ),
    logsOf: async (filter, blockHash) => logsIn(await provider.send("eth_getLogs", [{ ...filter, blockHash }])),
    receiptLogs: async (number) => {
      const block = (await provider.send("eth_getBlockByNumber", [toQuantity(number), false])) as Json | null;
      if (!Array.isArray(block?.transactions)) throw new NoAnswerError("no list of transactions");
      const receipts = await Promise.all(
        (block.transactions as unknown[]).map(
          async (hash) => (await provider.send("eth_getTransactionReceipt", [textIn(hash)])) as Json | null,
        ),
      );
      return receipts.flatMap((receipt) => logsIn(receipt?.logs));
    },
    transactionLogs: async (hash) => {
      const receipt = (await provider.send("eth_getTransactionReceipt", [hash])) as Json | null;
      return receipt && logsIn(receipt.logs);
    },
    code: async (address, block) => textIn(await provider.send("eth_getCode", [address, toQuantity(block)])),
    call: async (request, block) => textIn(await provider.send("eth_call", [request, toQuantity(block)])),
    transaction: async ({ transactionHash, blockNumber, transactionIndex }) =>
      transactionIn(await provider.send("eth_getTransactionByHash", [transactionHash])) ??
      transactionIn(
        await provider.send("eth_getTransactionByBlockNumberAndIndex", [
          toQuantity(blockNumber),
          toQuantity(transactionIndex),
        ]),
      ),
    transactionsOf: async (number) => {
      const raw = (await provider.send("eth_getBlockByNumber", [toQuantity(number), true])) as Json | null;
      if (raw === null) return null;
      if (!Array.isArray(raw.transactions)) throw new NoAnswerError("no list of transactions");
      return unlessForgotten(
        (raw.transactions as unknown[]).flatMap((one) => transactionIn(one) ?? []),
        raw.receiptsRoot,
      );
    },
  };
}

function politeNode(provider: Provider): Node {
  const asked = ({ address, topics }: LogFilter) => ({
    ...(address !== undefined && { address: [address].flat() }),
    ...(topics !== undefined && {
      topics: topics.map((one) => (Array.isArray(one) ? [...(one as string[])] : (one as string | null))),
    }),
  });
  const plain = ({ from, to, nonce, data }: TransactionResponse): ChainTransaction => ({ from, to, nonce, data });
  return {
    chainId: async () => (await provider.getNetwork()).chainId,
    head: () => provider.getBlockNumber(),
    block: async (number) => {
      const block = await provider.getBlock(number);
      return block && { number: block.number, hash: block.hash!, timestamp: block.timestamp };
    },
    logs: (filter, { from, to }) => provider.getLogs({ ...asked(filter), fromBlock: from, toBlock: to }),
    logsOf: (filter, blockHash) => provider.getLogs({ ...asked(filter), blockHash }),
    receiptLogs: async (number) => {
      const block = await provider.getBlock(number);
      if (block === null) throw new NoAnswerError("no such block");
      const receipts = await Promise.all(block.transactions.map((hash) => provider.getTransactionReceipt(hash)));
      if (receipts.includes(null)) throw new NoAnswerError("no receipt");
      return receipts.flatMap((receipt) => [...receipt!.logs]);
    },
    transactionLogs: async (hash) => {
      const receipt = await provider.getTransactionReceipt(hash);
      return receipt && [...receipt.logs];
    },
    code: (address, block) => provider.getCode(address, block),
    call: (request, block) => provider.call({ ...request, blockTag: block }),
    transaction: async ({ transactionHash, blockNumber, transactionIndex }) => {
      const found = await provider.getTransaction(transactionHash);
      if (found !== null) return plain(found);
      const block = await provider.getBlock(blockNumber, true);
      const one = block?.prefetchedTransactions[transactionIndex];
      return one === undefined ? null : plain(one);
    },
    transactionsOf: async (number) => {
      const block = await provider.getBlock(number, true);
      return block && unlessForgotten(block.prefetchedTransactions.map(plain), block.receiptsRoot);
    },
  };
}

/** What the header of a block without transactions says of their receipts. */
const NO_RECEIPTS = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

/** A block's transactions; null if there were some that the node does not have any more. */
const unlessForgotten = (transactions: ChainTransaction[], receiptsRoot: unknown): ChainTransaction[] | null =>
  transactions.length === 0 && receiptsRoot !== NO_RECEIPTS ? null : transactions;

/** An address as a topic. */
export const topicOf = (address: string): string =>
  concat([`0x${"0".repeat(24)}`, dataSlice(address, 0)]).toLowerCase();
