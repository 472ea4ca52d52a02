import { getBytes, type TransactionReceipt, type TransactionResponse } from "ethers";
import type { EthereumProvider } from "hardhat/types";

/** A transaction that has not been sent yet. */
export type Act = () => Promise<TransactionResponse>;

/** A transaction of an act that takes several, and the seconds that pass before it. */
export interface Step {
  readonly wait?: number;
  readonly act: Act;
}

/** What an act cost, and what of it no layout could have saved. */
export interface Measure {
  readonly transactions: number;
  readonly gas: number;
  /** Storage slots that were zero before each transaction and are not after it. */
  readonly newSlots: number;
  /** Gas for the data that was sent. */
  readonly calldata: number;
  /** Gas for the events that were emitted. */
  readonly logs: number;
}

/** What the chain charges, under the rules of Osaka (EIP-2028, EIP-2929, EIP-3529). */
export const price = {
  transaction: 21_000,
  zeroByte: 4,
  byte: 16,
  /** Reading a slot for the first time in a transaction. */
  read: 2_100,
  /** Changing a slot, first accessed in the transaction, from one value to another. */
  change: 5_000,
  /** Filling a slot, first accessed in the transaction, that was empty. */
  open: 22_100,
  /** Emptying a slot, first accessed in the transaction, before the {@link price.refund}. */
  clear: 5_000,
  /** What the chain gives back for an emptied slot (EIP-3529). */
  refund: 4_800,
  /** Calling another contract for the first time in a transaction. */
  account: 2_600,
  log: 375,
  topic: 375,
  logByte: 8,
  /** One recovery of a signer. */
  signature: 3_000,
  /** One verification of a beacon's signature (EIP-2537): two pairings, two field elements mapped to the curve and added. */
  beacon: 37_700 + 2 * 32_600 + 2 * 5_500 + 375,
  create: 32_000,
  codeByte: 200,
  /** Sending native coin to an account, in addition to calling it: 9,000, of which an account without code returns 2,300. */
  send: 6_700,
} as const;

interface StructLog {
  readonly op: string;
  readonly gasCost: number;
}

/** When the bench's nation begins to act, in seconds since 1970: a day after the chain does, whatever its founding takes. */
const START = Date.UTC(2030, 0, 2) / 1000;

/** What to start the chain's clock at. */
export const GENESIS = new Date((START - 86_400) * 1000).toISOString();

/** The embedded chain, with a clock of its own so that every run sees the same moments. */
export class Chain {
  private now = START;

  constructor(private readonly provider: EthereumProvider) {}

  /** Reads the clock anew, after a snapshot was restored. */
  async synchronize(): Promise<void> {
    const block = (await this.provider.send("eth_getBlockByNumber", ["latest", false])) as { timestamp: string };
    this.now = Number(block.timestamp);
  }

  get time(): number {
    return this.now;
  }

  /** Lets time pass before the next transaction. */
  wait(seconds: number): void {
    this.now += seconds;
  }

  /** Lets time pass in a block of its own, so that it stays passed when a copy of the state is left. */
  async pass(seconds: number): Promise<void> {
    this.now += seconds;
    await this.provider.send("evm_setNextBlockTimestamp", [this.now]);
    await this.provider.send("evm_mine", []);
  }

  /** Sets the moment of the next block: a slot of twelve seconds after the last, whatever the machine's clock says. */
  async nextMoment(): Promise<void> {
    this.now += 12;
    await this.provider.send("evm_setNextBlockTimestamp", [this.now]);
  }

  /** Sends a transaction in a block of its own. */
  async send(act: Act): Promise<TransactionReceipt> {
    await this.nextMoment();
    const receipt = await (await act()).wait();
    if (receipt === null || receipt.status !== 1) throw new Error("A transaction of the bench failed.");
    return receipt;
  }

  async measure(act: Act): Promise<Measure> {
    const receipt = await this.send(act);
    const { data } = await receipt.getTransaction();
    return {
      transactions: 1,
      gas: Number(receipt.gasUsed),
      newSlots: await this.newSlots(receipt),
      calldata: getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? price.zeroByte : price.byte), 0),
      logs: receipt.logs.reduce(
        (sum, log) => sum + price.log + price.topic * log.topics.length + price.logByte * getBytes(log.data).length,
        0,
      ),
    };
  }

  /** Measures an act of several transactions: the sum of all. */
  async measureAll(steps: readonly Step[]): Promise<Measure> {
    const sum = { transactions: 0, gas: 0, newSlots: 0, calldata: 0, logs: 0 };
    for (const { wait = 0, act } of steps) {
      this.wait(wait);
      const measure = await this.measure(act);
      for (const key of Object.keys(sum) as (keyof Measure)[]) sum[key] += measure[key];
    }
    return sum;
  }

  /** Runs something on a copy of the present state. */
  async aside<T>(run: () => Promise<T>): Promise<T> {
    const snapshot = (await this.provider.send("evm_snapshot", [])) as string;
    try {
      return await run();
    } finally {
      await this.provider.send("evm_revert", [snapshot]);
      await this.synchronize();
    }
  }

  /**
   * Counts, in the trace, the stores that are charged for filling an empty slot, which no other store costs. Nothing that is
   * measured empties a slot again that it filled, or fails inside and goes on.
   */
  private async newSlots(receipt: TransactionReceipt): Promise<number> {
    const trace = (await this.provider.send("debug_traceTransaction", [
      receipt.hash,
      { disableMemory: true, disableStorage: true, disableStack: true },
    ])) as { structLogs: readonly StructLog[] };
    return trace.structLogs.filter(
      ({ op, gasCost }) => op === "SSTORE" && (gasCost === price.open || gasCost === price.open - price.read),
    ).length;
  }
}
