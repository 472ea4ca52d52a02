import {
  getCreateAddress,
  keccak256,
  toBeHex,
  type Provider,
  type Signer,
  type TransactionReceipt,
  type TransactionRequest,
} from "ethers";
import { toNationError } from "../core/failures";
import {
  FeesRefusedError,
  InsufficientFundsError,
  NetworkFaultError,
  NonceError,
  UserRejectedError,
} from "../core/node-errors";
import { NotMinedError, OutOfFundsError, reasonOf, StepFailedError } from "./errors";
import { gasFor } from "./gas";
import { pause, retry } from "./retry";
import type { SenderOptions } from "./sender-options";
import type { Attempt, JournaledTransaction, Outcome } from "./journal";

/** What one transaction does, and how to see on chain that it is done. */
export interface Act {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  /** Where it goes and with what; receiver null: it creates a contract. Asked only when it is about to be sent. */
  request(): Promise<Call>;
  /** Whether the chain shows its work done. */
  done(): Promise<boolean>;
  /** Told which nonce the transaction takes, before that is journaled. */
  reserve?(nonce: number): void;
}

interface Call {
  readonly to: string | null;
  readonly data: string;
}

/** Who sends, and what was sent: the sender keeps it, so that any of it can resume. */
export interface SenderRecord {
  readonly chainId: string;
  /** Whose transactions they are. */
  readonly sender: string;
  readonly transactions: JournaledTransaction[];
}

/** How many blocks are searched for a transaction whose hash is unknown. */
const SEARCHED_BLOCKS = 256;

/** How often an answer must repeat itself before it is believed, where believing a wrong one would hurt. */
const TRIES = 4;

/**
 * Sends the acts of a founding, each once, whatever happens between. The intent is journaled before anything is sent; an act
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

  /** Whose transactions it sends. */
  get address(): string {
    return this.record.sender;
  }

  /** Where the next transaction would create a contract. */
  async nextAddress(): Promise<string> {
    return getCreateAddress({ from: this.record.sender, nonce: await this.nextNonce() });
  }

  /** Reads from the chain, asking again while the node does not answer sensibly. */
  read<answer>(what: string, request: () => Promise<answer>): Promise<answer> {
    return retry(what, request, this.options);
  }

  /** Carries an act out, or finds that somebody has, and returns once it is confirmed. */
  async perform(act: Act): Promise<Outcome> {
    let entry = this.record.transactions.find((one) => one.step === act.id) ?? (await this.#intend(act));
    if (entry === undefined) return this.#doneByOthers();
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
        if (await this.#isConfirmed(receipt)) return this.#settle(act, entry, receipt);
      } else if ((await this.#nonceAt("latest")) > entry.nonce) {
        // The nonce is taken, but not by a transaction whose hash is known: a wallet's variant of it, or another one.
        const found = await this.#findByNonce(entry);
        if (found !== undefined && found.fingerprint === entry.fingerprint) {
          entry.attempts.push({ ...entry.attempts.at(-1)!, hash: found.hash });
          await this.save();
        } else if (found !== undefined || ++unexplained >= TRIES) {
          if (await this.#isDone(act)) return this.#settle(act, entry, null);
          this.#forget(entry);
          entry = await this.#intend(act);
          if (entry === undefined) return this.#doneByOthers();
          [broadcast.at, broadcast.raisedAt, unexplained] = [-Infinity, Date.now(), 0];
        }
      } else {
        unexplained = 0;
        await this.#broadcast(act, entry, broadcast);
      }
      if (Date.now() - since > this.options.timeoutMs) {
        throw new NotMinedError(act.title, {
          hashes: hashesOf(entry),
          timeoutMs: this.options.timeoutMs,
          resume: this.options.resume,
        });
      }
      await pause(looks, this.options.pollMs);
    }
  }

  /* BEFORE SENDING */

  /** What an act sends; some ask the chain for it. */
  #callOf(act: Act): ReturnType<Act["request"]> {
    return this.read(`what "${act.title}" takes`, () => act.request());
  }

  /**
   * Fixes nonce, gas and fees of an act, and journals them: with the signed transaction if it can be signed here. Intends nothing
   * if somebody has carried it out.
   */
  async #intend(act: Act): Promise<JournaledTransaction | undefined> {
    if (await this.#isDone(act)) return undefined;
    const { to, data } = await this.#callOf(act);
    const nonce = await this.nextNonce();
    let gasLimit: bigint;
    try {
      gasLimit = await gasFor(
        { title: act.title, request: { from: this.record.sender, to, data } },
        {
          provider: this.provider,
          read: (what, ask) => this.read(what, ask),
          least: this.#least(),
          options: this.options,
        },
      );
    } catch (error) {
      // Somebody may have been faster.
      if (error instanceof StepFailedError && (await this.#isDone(act))) return undefined;
      throw error;
    }
    const fees = await this.#currentFees();
    const balance = await this.read("the sender's balance", () => this.provider.getBalance(this.record.sender));
    const needed = gasLimit * BigInt(fees.maxFeePerGas);
    if (balance < needed) {
      throw new OutOfFundsError({
        account: this.record.sender,
        missing: needed - balance,
        balance,
        step: act.title,
        resume: this.options.resume,
      });
    }

    const entry: JournaledTransaction = {
      step: act.id,
      title: act.title,
      from: this.record.sender,
      nonce,
      gasLimit: String(gasLimit),
      fingerprint: fingerprintOf(to, data),
      sinceBlock: await this.read("the latest block", () => this.provider.getBlockNumber()),
      attempts: [],
    };
    entry.attempts.push(await this.#sign(entry, { to, data }, fees));
    act.reserve?.(nonce);
    this.record.transactions.push(entry);
    await this.save();
    return entry;
  }

  /** A block that exists: the last one in which something was done. */
  #least(): number {
    return Math.max(0, ...this.record.transactions.map(({ outcome }) => outcome?.blockNumber ?? 0));
  }

  /** A nonce above all that the founder has used, or has on its way. */
  async nextNonce(): Promise<number> {
    const { sender, transactions } = this.record;
    const own = transactions.filter(({ from }) => from === sender).map(({ nonce }) => nonce + 1);
    return Math.max(await this.#nonceAt("pending"), await this.#nonceAt("latest"), ...own);
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
      const failure = toNationError(error);
      if (failure instanceof UserRejectedError) throw failure;
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
    act: Act,
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
        await this.#raise(act, entry);
      }
      await this.#send(act, entry);
      broadcast.at = Date.now();
    } catch (error) {
      const failure = toNationError(error);
      if (failure === error || failure instanceof UserRejectedError) throw failure;
      if (failure instanceof InsufficientFundsError) await this.#complainOfFunds(act, entry, error);
      if (failure instanceof NonceError) broadcast.at = Date.now();
      else if (failure instanceof FeesRefusedError) broadcast.raisedAt = -Infinity;
      // What was lost on the way is offered again.
      else if (!(failure instanceof NetworkFaultError) && ++broadcast.refusals >= TRIES) {
        throw new StepFailedError(act.title, {
          reason: `the node refuses it: ${reasonOf(failure)}`,
          resume: this.options.resume,
          cause: error,
        });
      }
    }
  }

  async #send(act: Act, entry: JournaledTransaction): Promise<void> {
    const attempt = entry.attempts.at(-1)!;
    if (attempt.raw !== undefined) {
      await this.provider.broadcastTransaction(attempt.raw);
      return;
    }
    const { hash } = await this.signer.sendTransaction(this.#transaction(entry, await this.#callOf(act), attempt));
    if (attempt.hash === undefined) attempt.hash = hash;
    else if (attempt.hash !== hash) entry.attempts.push({ ...attempt, hash });
    await this.save();
  }

  /** Offers a quarter more under the same nonce, and at least what the chain asks now. */
  async #raise(act: Act, entry: JournaledTransaction): Promise<void> {
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
    entry.attempts.push(await this.#sign(entry, await this.#callOf(act), fees));
    await this.save();
  }

  async #complainOfFunds(act: Act, entry: JournaledTransaction, cause: unknown): Promise<never> {
    const balance = await this.read("the sender's balance", () => this.provider.getBalance(this.record.sender));
    const needed = BigInt(entry.gasLimit) * BigInt(entry.attempts.at(-1)!.maxFeePerGas);
    // A node that counts what is on its way, too, can see less than the balance.
    const missing = needed > balance ? needed - balance : needed;
    throw new OutOfFundsError({
      account: this.record.sender,
      missing,
      balance,
      step: act.title,
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
        ({ from, nonce }) => from === this.record.sender && nonce === entry.nonce,
      );
      if (found !== undefined) return { hash: found.hash, fingerprint: fingerprintOf(found.to, found.data) };
    }
    return undefined;
  }

  async #settle(act: Act, entry: JournaledTransaction, receipt: TransactionReceipt | null): Promise<Outcome> {
    if (receipt?.status === 0) {
      this.#forget(entry);
      await this.save();
      // What it was to do may have been done by another: then it had to fail.
      if (!(await this.#isDone(act))) {
        const call = await this.#callOf(act);
        const reason = await this.provider
          .call({ from: this.record.sender, to: call.to, data: call.data, blockTag: receipt.blockNumber })
          .then(() => "it succeeds now, so it may have run out of gas.", this.options.explain);
        throw new StepFailedError(act.title, { hash: receipt.hash, reason, resume: this.options.resume });
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

  async #doneByOthers(): Promise<Outcome> {
    const blockNumber = await this.read("the latest block", () => this.provider.getBlockNumber());
    return { blockNumber, gasUsed: "0", cost: "0" };
  }

  #forget(entry: JournaledTransaction): void {
    this.record.transactions.splice(this.record.transactions.indexOf(entry), 1);
  }

  #isDone(act: Act): Promise<boolean> {
    return this.read(`whether "${act.title}" is done`, () => act.done());
  }

  #nonceAt(tag: "latest" | "pending"): Promise<number> {
    return this.read("the sender's nonce", () => this.provider.getTransactionCount(this.record.sender, tag));
  }
}

const hashesOf = (entry: JournaledTransaction): string[] =>
  entry.attempts.flatMap(({ hash }) => hash ?? []).filter((hash, index, all) => all.indexOf(hash) === index);

/** Identifies a transaction whatever fees it offers. */
function fingerprintOf(to: string | null, data: string): string {
  return keccak256(`${to === null ? toBeHex(0, 20) : to.toLowerCase()}${data.slice(2)}`);
}
