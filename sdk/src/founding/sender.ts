import {
  isError,
  keccak256,
  toBeHex,
  type Provider,
  type Signer,
  type TransactionReceipt,
  type TransactionRequest,
} from "ethers";
import { NationError } from "../core/errors";
import { NotMinedError, OutOfFundsError, reasonOf, StepFailedError, StepTooBigError } from "./errors";
import { isAnswer, isKnown, isRevert, isUnderpriced, lacksFunds } from "./node-answers";
import { pause, retry } from "./retry";
import type { SenderOptions } from "./sender-options";
import type { Attempt, JournaledTransaction, Outcome } from "./journal";

/** A transaction of the founding, and how to see on chain that it has done its work. */
export interface Step {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  /** Where it goes and with what; receiver null: it creates a contract. Asked only when it is about to be sent. */
  request(): Promise<Call>;
  /** Whether the chain shows its work done. */
  done(): Promise<boolean>;
  /** Told which nonce the step takes, before that is journaled. */
  reserve?(nonce: number): void;
}

interface Call {
  readonly to: string | null;
  readonly data: string;
}

/** Who sends, and what was sent: the sender keeps it, so that any of it can resume. */
export interface SenderRecord {
  readonly chainId: string;
  readonly founder: string;
  readonly transactions: JournaledTransaction[];
}

/** How many blocks are searched for a transaction whose hash is unknown. */
const SEARCHED_BLOCKS = 256;

/** How often an answer must repeat itself before it is believed, where believing a wrong one would hurt. */
const TRIES = 4;

/**
 * Sends the steps of a founding, each once, whatever happens between. The intent is journaled before anything is sent; a step
 * keeps its nonce until that nonce is taken by something else; what is sent again is the very same transaction, or one that
 * offers higher fees under the same nonce.
 */
export class Sender {
  /** Whether the signer signs here, so that hash and raw transaction are known before sending; found out by trying. */
  #signsHere: boolean;

  constructor(
    private readonly signer: Signer,
    private readonly provider: Provider,
    private readonly record: SenderRecord,
    private readonly save: () => Promise<void>,
    private readonly options: SenderOptions,
  ) {
    // A signer behind an RPC (a browser's wallet, an account of the node) sends what it signs.
    this.#signsHere = !("sendUncheckedTransaction" in signer);
  }

  /** Reads from the chain, asking again while the node does not answer sensibly. */
  read<answer>(what: string, request: () => Promise<answer>): Promise<answer> {
    return retry(what, request, this.options);
  }

  /** Carries a step out, or finds that it has been, and returns once it is confirmed. */
  async perform(step: Step): Promise<Outcome> {
    let entry = this.record.transactions.find((one) => one.step === step.id) ?? (await this.#intend(step));
    if (entry.outcome !== undefined) {
      if (await this.#stillHolds(entry.outcome)) return entry.outcome;
      delete entry.outcome;
    }

    const since = Date.now();
    const broadcast = { at: -Infinity, raisedAt: Date.now(), refusals: 0 };
    let unexplained = 0;
    for (let looks = 1; ; ++looks) {
      const receipt = await this.#receiptOf(entry);
      if (receipt !== null) {
        if (await this.#isConfirmed(receipt)) return this.#settle(step, entry, receipt);
      } else if ((await this.#nonceAt("latest")) > entry.nonce) {
        // The nonce is taken, but not by a transaction whose hash is known: a wallet's variant of it, or another one.
        const found = await this.#findByNonce(entry);
        if (found !== undefined && found.fingerprint === entry.fingerprint) {
          entry.attempts.push({ ...entry.attempts.at(-1)!, hash: found.hash });
          await this.save();
        } else if (found !== undefined || ++unexplained >= TRIES) {
          if (await this.#isDone(step)) return this.#settle(step, entry, null);
          this.#forget(entry);
          entry = await this.#intend(step);
          [broadcast.at, broadcast.raisedAt, unexplained] = [-Infinity, Date.now(), 0];
        }
      } else {
        unexplained = 0;
        await this.#broadcast(step, entry, broadcast);
      }
      if (Date.now() - since > this.options.timeoutMs) {
        throw new NotMinedError(step.title, {
          hashes: hashesOf(entry),
          timeoutMs: this.options.timeoutMs,
          resume: this.options.resume,
        });
      }
      await pause(looks, this.options.pollMs);
    }
  }

  /* BEFORE SENDING */

  /** What a step sends; some steps ask the chain for it. */
  #callOf(step: Step): ReturnType<Step["request"]> {
    return this.read(`what "${step.title}" takes`, () => step.request());
  }

  /** Fixes nonce, gas and fees of a step, and journals them: with the signed transaction if it can be signed here. */
  async #intend(step: Step): Promise<JournaledTransaction> {
    const { to, data } = await this.#callOf(step);
    const nonce = await this.nextNonce();
    const gasLimit = await this.#gasLimit(step, { to, data });
    const fees = await this.#currentFees();
    const balance = await this.read("the founder's balance", () => this.provider.getBalance(this.record.founder));
    const needed = gasLimit * BigInt(fees.maxFeePerGas);
    if (balance < needed) {
      throw new OutOfFundsError({
        account: this.record.founder,
        missing: needed - balance,
        balance,
        step: step.title,
        resume: this.options.resume,
      });
    }

    const entry: JournaledTransaction = {
      step: step.id,
      title: step.title,
      nonce,
      gasLimit: String(gasLimit),
      fingerprint: fingerprintOf(to, data),
      sinceBlock: await this.read("the latest block", () => this.provider.getBlockNumber()),
      attempts: [],
    };
    entry.attempts.push(await this.#sign(entry, { to, data }, fees));
    step.reserve?.(nonce);
    this.record.transactions.push(entry);
    await this.save();
    return entry;
  }

  /** A nonce above all that the founder has used, or has on its way. */
  async nextNonce(): Promise<number> {
    const own = this.record.transactions.map(({ nonce }) => nonce + 1);
    return Math.max(await this.#nonceAt("pending"), await this.#nonceAt("latest"), ...own);
  }

  async #gasLimit(step: Step, call: Call): Promise<bigint> {
    const { gasCap } = this.options;
    const request = { from: this.record.founder, to: call.to, data: call.data };
    let tries = 0;
    const estimate = await this.read(`the gas of "${step.title}"`, () =>
      this.provider.estimateGas(request).catch((error: unknown) => {
        if (isRevert(error) && ++tries >= TRIES) {
          throw new StepFailedError(step.title, {
            reason: this.options.explain(error),
            resume: this.options.resume,
            cause: error,
          });
        }
        throw error;
      }),
    );
    if (estimate > gasCap) throw new StepTooBigError(step.title, { gas: estimate, cap: gasCap });
    // What the state is when it is mined may cost somewhat more than what it is now.
    const generous = (estimate * 115n) / 100n + 10_000n;
    return generous < gasCap ? generous : gasCap;
  }

  async #currentFees(): Promise<Attempt> {
    const prices = await this.read("the price of gas", async () => {
      const data = await this.provider.getFeeData();
      // A garbled answer shows as no price at all.
      if (data.maxFeePerGas === null && data.gasPrice === null) throw new TypeError("no price");
      return data;
    });
    return prices.maxFeePerGas !== null && prices.maxPriorityFeePerGas !== null
      ? { maxFeePerGas: String(prices.maxFeePerGas), maxPriorityFeePerGas: String(prices.maxPriorityFeePerGas) }
      : { maxFeePerGas: String(prices.gasPrice), maxPriorityFeePerGas: null };
  }

  async #sign(entry: JournaledTransaction, call: Call, fees: Attempt): Promise<Attempt> {
    if (!this.#signsHere) return fees;
    try {
      const raw = await this.signer.signTransaction(this.#transaction(entry, call, fees));
      return { ...fees, hash: keccak256(raw), raw };
    } catch (error) {
      if (isError(error, "ACTION_REJECTED")) throw error;
      this.#signsHere = false;
      return fees;
    }
  }

  #transaction(entry: JournaledTransaction, { to, data }: Call, fees: Attempt): TransactionRequest {
    const prices =
      fees.maxPriorityFeePerGas === null
        ? { type: 0, gasPrice: BigInt(fees.maxFeePerGas) }
        : { type: 2, maxFeePerGas: BigInt(fees.maxFeePerGas), maxPriorityFeePerGas: BigInt(fees.maxPriorityFeePerGas) };
    const chainId = BigInt(this.record.chainId);
    return { ...prices, chainId, nonce: entry.nonce, gasLimit: BigInt(entry.gasLimit), to, data, value: 0n };
  }

  /* SENDING */

  /** Makes sure that the step's transaction is with the node: first sent, sent again, or replaced by one with higher fees. */
  async #broadcast(
    step: Step,
    entry: JournaledTransaction,
    broadcast: { at: number; raisedAt: number; refusals: number },
  ): Promise<void> {
    const now = Date.now();
    const stuck = now - broadcast.raisedAt > this.options.replaceAfterMs;
    if (!stuck && now - broadcast.at <= this.options.replaceAfterMs / 4) return;

    // On resuming with a wallet: what is on its way needs no second asking.
    const known = entry.attempts.at(-1)!;
    if (!stuck && known.raw === undefined && (await this.#nonceAt("pending")) > entry.nonce) return;

    try {
      if (stuck) {
        broadcast.raisedAt = now;
        await this.#raise(step, entry);
      }
      await this.#send(step, entry);
      broadcast.at = Date.now();
    } catch (error) {
      if (error instanceof NationError || isError(error, "ACTION_REJECTED")) throw error;
      if (lacksFunds(error)) await this.#complainOfFunds(step, entry, error);
      if (isKnown(error)) broadcast.at = Date.now();
      else if (isUnderpriced(error)) broadcast.raisedAt = -Infinity;
      else if (isAnswer(error) && ++broadcast.refusals >= TRIES) {
        throw new StepFailedError(step.title, {
          reason: `the node refuses it: ${reasonOf(error)}`,
          resume: this.options.resume,
          cause: error,
        });
      }
    }
  }

  async #send(step: Step, entry: JournaledTransaction): Promise<void> {
    const attempt = entry.attempts.at(-1)!;
    if (attempt.raw !== undefined) {
      await this.provider.broadcastTransaction(attempt.raw);
      return;
    }
    const { hash } = await this.signer.sendTransaction(this.#transaction(entry, await this.#callOf(step), attempt));
    if (attempt.hash === undefined) attempt.hash = hash;
    else if (attempt.hash !== hash) entry.attempts.push({ ...attempt, hash });
    await this.save();
  }

  /** Offers a quarter more under the same nonce, and at least what the chain asks now. */
  async #raise(step: Step, entry: JournaledTransaction): Promise<void> {
    const last = entry.attempts.at(-1)!;
    const now = await this.#currentFees();
    const more = (old: string, current: string) => {
      const raised = (BigInt(old) * 125n) / 100n + 1n;
      return String(raised > BigInt(current) ? raised : BigInt(current));
    };
    const fees: Attempt = {
      maxFeePerGas: more(last.maxFeePerGas, now.maxFeePerGas),
      maxPriorityFeePerGas:
        last.maxPriorityFeePerGas === null ? null : more(last.maxPriorityFeePerGas, now.maxPriorityFeePerGas ?? "0"),
    };
    entry.attempts.push(await this.#sign(entry, await this.#callOf(step), fees));
    await this.save();
  }

  async #complainOfFunds(step: Step, entry: JournaledTransaction, cause: unknown): Promise<never> {
    const balance = await this.read("the founder's balance", () => this.provider.getBalance(this.record.founder));
    const needed = BigInt(entry.gasLimit) * BigInt(entry.attempts.at(-1)!.maxFeePerGas);
    // A node that counts what is on its way, too, can see less than the balance.
    const missing = needed > balance ? needed - balance : needed;
    throw new OutOfFundsError({
      account: this.record.founder,
      missing,
      balance,
      step: step.title,
      resume: this.options.resume,
      cause,
    });
  }

  /* AFTER SENDING */

  async #receiptOf(entry: JournaledTransaction): Promise<TransactionReceipt | null> {
    for (const hash of hashesOf(entry)) {
      const receipt = await this.read("a receipt", () => this.provider.getTransactionReceipt(hash));
      if (receipt !== null) return receipt;
    }
    return null;
  }

  /** Whether the chain still has what was confirmed: a deep reorganisation takes it back, and then it is broadcast again. */
  async #stillHolds({ hash }: Outcome): Promise<boolean> {
    if (hash === undefined) return true;
    return (await this.read("a receipt", () => this.provider.getTransactionReceipt(hash))) !== null;
  }

  async #isConfirmed(receipt: TransactionReceipt): Promise<boolean> {
    const head = await this.read("the latest block", () => this.provider.getBlockNumber());
    return head >= receipt.blockNumber + this.options.confirmations - 1;
  }

  /** The founder's transaction that took the nonce of a step, if it is among the blocks since. */
  async #findByNonce(entry: JournaledTransaction): Promise<{ hash: string; fingerprint: string } | undefined> {
    const head = await this.read("the latest block", () => this.provider.getBlockNumber());
    const last = Math.min(head, entry.sinceBlock + SEARCHED_BLOCKS);
    for (let number = entry.sinceBlock; number <= last; ++number) {
      const block = await this.read("a block", () => this.provider.getBlock(number, true));
      const found = block?.prefetchedTransactions.find(
        ({ from, nonce }) => from === this.record.founder && nonce === entry.nonce,
      );
      if (found !== undefined) return { hash: found.hash, fingerprint: fingerprintOf(found.to, found.data) };
    }
    return undefined;
  }

  async #settle(step: Step, entry: JournaledTransaction, receipt: TransactionReceipt | null): Promise<Outcome> {
    if (receipt?.status === 0) {
      this.#forget(entry);
      await this.save();
      // What it was to do may have been done by another: then it had to fail.
      if (!(await this.#isDone(step))) {
        const call = await this.#callOf(step);
        const reason = await this.provider
          .call({ from: this.record.founder, to: call.to, data: call.data, blockTag: receipt.blockNumber })
          .then(() => "it succeeds now, so it may have run out of gas.", this.options.explain);
        throw new StepFailedError(step.title, { hash: receipt.hash, reason, resume: this.options.resume });
      }
      this.record.transactions.push(entry);
    }
    entry.outcome =
      receipt === null
        ? { blockNumber: entry.sinceBlock, gasUsed: "0", cost: "0" }
        : {
            hash: receipt.hash,
            blockNumber: receipt.blockNumber,
            gasUsed: String(receipt.gasUsed),
            cost: String(receipt.gasUsed * receipt.gasPrice),
          };
    for (const attempt of entry.attempts) delete attempt.raw;
    await this.save();
    return entry.outcome;
  }

  #forget(entry: JournaledTransaction): void {
    this.record.transactions.splice(this.record.transactions.indexOf(entry), 1);
  }

  #isDone(step: Step): Promise<boolean> {
    return this.read(`whether "${step.title}" is done`, () => step.done());
  }

  #nonceAt(tag: "latest" | "pending"): Promise<number> {
    return this.read("the founder's nonce", () => this.provider.getTransactionCount(this.record.founder, tag));
  }
}

const hashesOf = (entry: JournaledTransaction): string[] =>
  entry.attempts.flatMap(({ hash }) => hash ?? []).filter((hash, index, all) => all.indexOf(hash) === index);

/** Identifies a transaction whatever fees it offers. */
function fingerprintOf(to: string | null, data: string): string {
  return keccak256(`${to === null ? toBeHex(0, 20) : to.toLowerCase()}${data.slice(2)}`);
}
