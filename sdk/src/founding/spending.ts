import type { Provider } from "ethers";
import { CostExceededError, OutOfFundsError } from "./errors";
import type { Fees } from "./fees";
import type { SenderRecord } from "./journal";
import { pause, type Read } from "./retry";
import type { SenderOptions } from "./sender-options";

/** What a transaction can cost at most. */
interface Costly {
  readonly title: string;
  readonly gasLimit: bigint;
  readonly fees: Fees;
}

interface Sending {
  readonly provider: Provider;
  readonly record: SenderRecord;
  readonly read: Read;
  readonly options: SenderOptions;
}

/** How often a balance that is too small is looked at: a node that is behind may not have what just came. */
const TRIES = 4;

/** Keeps what a sender spends within what was agreed to, and within what the account has. */
export class Spending {
  /** What all transactions may cost. */
  #agreed: bigint | undefined;

  constructor(private readonly sending: Sending) {
    this.#agreed = sending.options.maxCost;
  }

  /**
   * Fees by which all transactions together cost no more than was agreed to: who agreed is asked before it can be more.
   *
   * @throws {@link CostExceededError} if nobody agrees.
   */
  async affordable({ title, gasLimit, fees }: Costly): Promise<Fees> {
    if (this.#agreed === undefined) return fees;
    const { record, options } = this.sending;
    const spent = record.transactions.reduce((sum, { outcome }) => sum + BigInt(outcome?.cost ?? 0), 0n);
    const within = (allowed: bigint): Fees | undefined => {
      const most = (allowed - spent) / gasLimit;
      if (fees.maxFeePerGas <= most) return fees;
      // Less room above the present price is enough for the next blocks.
      const isEnough = fees.maxPriorityFeePerGas !== null && most >= (fees.price * 9n) / 8n;
      return isEnough ? { ...fees, maxFeePerGas: most } : undefined;
    };
    const agreed = within(this.#agreed);
    if (agreed !== undefined) return agreed;

    const overrun = { title, cost: gasLimit * fees.maxFeePerGas, spent, maxCost: this.#agreed };
    const raised = await options.confirmCost?.(overrun);
    const found = raised === undefined ? undefined : within(raised);
    if (found === undefined) throw new CostExceededError({ ...overrun, resume: options.resume });
    this.#agreed = raised;
    return found;
  }

  /**
   * Holds the balance against what a transaction can cost.
   *
   * @throws {@link OutOfFundsError} if it is smaller however often it is looked at.
   */
  async requireFunds(title: string, needed: bigint): Promise<void> {
    for (let tries = 1; ; ++tries) {
      const balance = await this.#balance();
      if (balance >= needed) return;
      if (tries === TRIES) throw this.#outOfFunds(title, { balance, missing: needed - balance });
      await pause(tries * 4, this.sending.options.pollMs);
    }
  }

  /**
   * Looks at the balance after a node said that it does not suffice.
   *
   * @param isFinal Whether the node has said so before.
   * @throws {@link OutOfFundsError} if the balance does not suffice, or the node insists.
   */
  async checkRefusal(
    title: string,
    { needed, isFinal, cause }: { readonly needed: bigint; readonly isFinal: boolean; readonly cause: unknown },
  ): Promise<void> {
    const balance = await this.#balance();
    if (needed <= balance && !isFinal) return;
    // A node that counts what is on its way, too, can see less than the balance.
    throw this.#outOfFunds(title, { balance, missing: needed > balance ? needed - balance : needed, cause });
  }

  #outOfFunds(
    step: string,
    details: { readonly balance: bigint; readonly missing: bigint; readonly cause?: unknown },
  ): OutOfFundsError {
    const { record, options } = this.sending;
    return new OutOfFundsError({ ...details, account: record.sender, step, resume: options.resume });
  }

  #balance(): Promise<bigint> {
    const { provider, record, read } = this.sending;
    return read("the sender's balance", () => provider.getBalance(record.sender));
  }
}
