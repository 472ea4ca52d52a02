import { getCreateAddress, keccak256, type Provider, type Signer, type TransactionReceipt } from "ethers";
import { toNationError } from "../core/refusals";
import {
  FeesRefusedError,
  InsufficientFundsError,
  NetworkFaultError,
  NonceError,
  UserRejectedError,
} from "../core/node-errors";
import { pendingNonce } from "../core/nonces";
import { NotMinedError, reasonOf, StepFailedError } from "./errors";
import type { Act, Call } from "./act";
import { currentFees, type Fees } from "./fees";
import { gasFor } from "./gas";
import { pause, retry, type Read } from "./retry";
import type { SenderOptions } from "./sender-options";
import type { Attempt, JournaledTransaction, Outcome, SenderRecord } from "./journal";
import {
  fingerprintOf,
  findByNonce,
  hashesOf,
  isConfirmed,
  outcomeOf,
  receiptOf,
  stillHolds,
  transactionOf,
  whyFails,
} from "./sent";
import { Spending } from "./spending";

/** When a transaction was offered, when its fees were raised, and how often it was refused. */
interface Broadcast {
  at: number;
  raisedAt: number;
  refusals: number;
}

/** How often an answer must repeat itself before it is believed, where believing a wrong one would hurt. */
const TRIES = 4;

/**
 * Sends the acts of a founding, each once, whatever happens between. The intent is journaled before anything is sent; an act
 * keeps its nonce until that nonce is taken by something else; what is sent again is the very same transaction, or one that
 * offers higher fees under the same nonce.
 */
export class Sender {
  /** What this sender has performed, in order. */
  readonly #performed: Act[] = [];
  readonly #looking: { readonly provider: Provider; readonly read: Read };
  readonly #spending: Spending;
  /** Whether the signer signs here, so that hash and raw transaction are known before sending; found out by trying. */
  #signsHere: boolean;

  constructor(
    private readonly signer: Signer,
    private readonly provider: Provider,
    private readonly record: SenderRecord,
    private readonly save: () => Promise<void>,
    private readonly options: SenderOptions,
  ) {
    const read: Read = (what, request) => retry(what, request, options);
    this.#looking = { provider, read };
    this.#spending = new Spending({ provider, record, read, options });
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
    return this.#looking.read(what, request);
  }

  /** Carries an act out, or finds that somebody has, and returns once it is confirmed. */
  async perform(act: Act): Promise<Outcome> {
    await this.redoLost();
    const outcome = await this.#carryOut(act);
    this.#performed.push(act);
    return outcome;
  }

  /**
   * Carries out again what a reorganisation took back of what this sender has performed. What comes after what still holds is lost.
   *
   * @returns How much was.
   */
  async redoLost(): Promise<number> {
    const lost: Act[] = [];
    for (const act of [...this.#performed].reverse()) {
      const outcome = this.#entryOf(act)?.outcome;
      if (outcome === undefined) continue;
      if (await stillHolds(outcome, this.#looking)) break;
      lost.unshift(act);
    }
    for (const act of lost) await this.#carryOut(act);
    return lost.length;
  }

  /** @param place A nonce that must be taken before the account's other transactions can be mined. */
  async #carryOut(act: Act, place?: number): Promise<Outcome> {
    let entry = this.#entryOf(act) ?? (await this.#intend(act, { nonce: place }));
    if (entry === undefined) return this.#doneByOthers();
    if (entry.outcome !== undefined) {
      if (await stillHolds(entry.outcome, this.#looking)) return entry.outcome;
      delete entry.outcome;
    }

    const since = Date.now();
    const broadcast: Broadcast = { at: -Infinity, raisedAt: Date.now(), refusals: 0 };
    let unexplained: number | undefined;
    for (let looks = 1; ; ++looks) {
      const receipt = await receiptOf(entry, this.#looking);
      const taken = receipt === null ? await this.#nonceAt("latest") : undefined;
      if (receipt !== null) {
        if (await isConfirmed(receipt, { ...this.#looking, confirmations: this.options.confirmations })) {
          const outcome = await this.#settle(act, entry, receipt);
          if (outcome !== undefined) return outcome;
          // It ran out of gas, which was reckoned on another state: it needs more.
          entry = await this.#intend(act, { leastGas: (BigInt(entry.gasLimit) * 3n) / 2n });
          if (entry === undefined) return this.#doneByOthers();
          Object.assign(broadcast, { at: -Infinity, raisedAt: Date.now(), refusals: 0 });
        }
      } else if (taken! > entry.nonce) {
        unexplained ??= Date.now();
        // The nonce is taken, but not by a transaction whose hash is known: a wallet's variant of it, or another one.
        const found = await findByNonce(entry, { ...this.#looking, sender: this.record.sender });
        if (found !== undefined && found.fingerprint === entry.fingerprint) {
          entry.attempts.push({ ...entry.attempts.at(-1)!, hash: found.hash });
          await this.save();
        } else if (found !== undefined || Date.now() - unexplained > this.options.replaceAfterMs) {
          if (await this.#isDone(act)) return (await this.#settle(act, entry, null))!;
          this.#forget(entry);
          entry = await this.#intend(act);
          if (entry === undefined) return this.#doneByOthers();
          unexplained = undefined;
          Object.assign(broadcast, { at: -Infinity, raisedAt: Date.now() });
        }
      } else {
        unexplained = undefined;
        if (taken! < entry.nonce) await this.#clearWay(entry, { first: taken!, broadcast });
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

  /**
   * Sees to it that the nonces before a transaction's are taken: those that a reorganisation freed by what took them, and one whose
   * transaction was dropped by one that does nothing. The transaction itself keeps its nonce, so that it cannot happen twice.
   */
  async #clearWay(
    entry: JournaledTransaction,
    { first, broadcast }: { readonly first: number; readonly broadcast: Broadcast },
  ): Promise<void> {
    if ((await this.redoLost()) > 0) return;
    const isStuck = Date.now() - broadcast.raisedAt > this.options.replaceAfterMs;
    const isOwn = this.record.transactions.some((one) => one.nonce === first && one.outcome === undefined);
    if (!isStuck || isOwn || (await this.#nonceAt("pending")) > first) return;
    await this.#carryOut(this.#nothingAt(first), first);
    Object.assign(broadcast, { at: -Infinity, raisedAt: Date.now() });
    if (first + 1 < entry.nonce) broadcast.raisedAt = -Infinity;
  }

  /** What takes a nonce, and nothing else. */
  #nothingAt(nonce: number): Act {
    return {
      id: `nonce ${nonce}`,
      title: "Take the place of a transaction that was dropped",
      request: () => Promise.resolve({ to: this.record.sender, data: "0x" }),
      done: async () => (await this.#nonceAt("latest")) > nonce,
    };
  }

  #entryOf(act: Act): JournaledTransaction | undefined {
    return this.record.transactions.find(({ step, failed }) => step === act.id && failed !== true);
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
  async #intend(
    act: Act,
    { nonce: place, leastGas = 0n }: { readonly nonce?: number | undefined; readonly leastGas?: bigint } = {},
  ): Promise<JournaledTransaction | undefined> {
    if (await this.#isDone(act)) return undefined;
    const { to, data } = await this.#callOf(act);
    const nonce = place ?? (await this.nextNonce());
    const estimated = await this.#gasOf(act, { to, data });
    if (estimated === undefined) return undefined;
    const { gasCap } = this.options;
    const raised = leastGas < gasCap ? leastGas : gasCap;
    const gasLimit = raised > estimated ? raised : estimated;
    const fees = await this.#spending.affordable({ title: act.title, gasLimit, fees: await this.#currentFees() });
    await this.#spending.requireFunds(act.title, gasLimit * fees.maxFeePerGas);

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
    await act.reserve?.(nonce);
    this.record.transactions.push(entry);
    await this.save();
    return entry;
  }

  /** The gas of an act; undefined if somebody was faster. */
  async #gasOf(act: Act, call: Call): Promise<bigint | undefined> {
    for (let tries = 1; ; ++tries) {
      try {
        return await gasFor(
          { title: act.title, request: { from: this.record.sender, to: call.to, data: call.data } },
          { ...this.#looking, least: this.#least(), options: this.options },
        );
      } catch (error) {
        if (!(error instanceof StepFailedError)) throw error;
        if (await this.#isDone(act)) return undefined;
        // It may need what a reorganisation took back.
        if (tries > 1 || (await this.redoLost()) === 0) throw error;
      }
    }
  }

  #currentFees(): Promise<Fees> {
    return currentFees(this.#looking);
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

  async #sign(entry: JournaledTransaction, call: Call, offered: Fees): Promise<Attempt> {
    const fees: Attempt = {
      maxFeePerGas: String(offered.maxFeePerGas),
      maxPriorityFeePerGas: offered.maxPriorityFeePerGas === null ? null : String(offered.maxPriorityFeePerGas),
    };
    if (!this.#signsHere) return fees;
    try {
      const raw = await this.signer.signTransaction(transactionOf(entry, call, { fees, chainId: this.record.chainId }));
      return { ...fees, hash: keccak256(raw), raw };
    } catch (error) {
      const failure = toNationError(error);
      if (failure instanceof UserRejectedError) throw failure;
      this.#signsHere = false;
      return fees;
    }
  }

  /* SENDING */

  /** Makes sure that the step's transaction is with the node: first sent, sent again, or replaced by one with higher fees. */
  async #broadcast(act: Act, entry: JournaledTransaction, broadcast: Broadcast): Promise<void> {
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
      if (failure instanceof InsufficientFundsError) {
        const needed = BigInt(entry.gasLimit) * BigInt(entry.attempts.at(-1)!.maxFeePerGas);
        const isFinal = ++broadcast.refusals >= TRIES;
        await this.#spending.checkRefusal(act.title, { needed, isFinal, cause: error });
      } else if (failure instanceof NonceError) broadcast.at = Date.now();
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
    const { hash } = await this.signer.sendTransaction(
      transactionOf(entry, await this.#callOf(act), { fees: attempt, chainId: this.record.chainId }),
    );
    if (attempt.hash === undefined) attempt.hash = hash;
    else if (attempt.hash !== hash) entry.attempts.push({ ...attempt, hash });
    await this.save();
  }

  /** Offers a quarter more under the same nonce, and at least what the chain asks now. */
  async #raise(act: Act, entry: JournaledTransaction): Promise<void> {
    const last = entry.attempts.at(-1)!;
    const now = await this.#currentFees();
    const more = (old: string, current: bigint) => {
      const raised = (BigInt(old) * 125n) / 100n + 1n;
      return raised > current ? raised : current;
    };
    const maxFeePerGas = more(last.maxFeePerGas, now.maxFeePerGas);
    const maxPriorityFeePerGas =
      last.maxPriorityFeePerGas === null ? null : more(last.maxPriorityFeePerGas, now.maxPriorityFeePerGas ?? 0n);
    // What replaces must offer that much, so that here there is no room below it.
    const fees = { maxFeePerGas, maxPriorityFeePerGas, price: maxFeePerGas };
    const agreed = await this.#spending.affordable({ title: act.title, gasLimit: BigInt(entry.gasLimit), fees });
    entry.attempts.push(await this.#sign(entry, await this.#callOf(act), agreed));
    await this.save();
  }

  /* AFTER SENDING */

  /**
   * Notes what came of a transaction.
   *
   * @returns undefined if it failed for want of gas, for the first time.
   * @throws {@link StepFailedError} if it failed otherwise.
   */
  async #settle(
    act: Act,
    entry: JournaledTransaction,
    receipt: TransactionReceipt | null,
  ): Promise<Outcome | undefined> {
    entry.outcome = outcomeOf(receipt, entry);
    for (const attempt of entry.attempts) delete attempt.raw;
    // What it was to do may have been done by another: then it had to fail.
    const isFailed = receipt?.status === 0 && !(await this.#isDone(act));
    if (isFailed) entry.failed = true;
    await this.save();
    if (!isFailed) return entry.outcome;

    const isFirst =
      this.record.transactions.filter(({ step, failed }) => step === act.id && failed === true).length === 1;
    const { to, data } = await this.#callOf(act);
    const reason = await whyFails(
      { from: this.record.sender, to, data, blockTag: receipt.blockNumber },
      { ...this.#looking, explain: this.options.explain },
    );
    if (reason === undefined && isFirst) return undefined;
    throw new StepFailedError(act.title, {
      hash: receipt.hash,
      reason: reason ?? "it succeeds now, so it may have run out of gas.",
      resume: this.options.resume,
    });
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
    const { sender } = this.record;
    return this.read("the sender's nonce", () =>
      tag === "pending" ? pendingNonce(this.provider, sender) : this.provider.getTransactionCount(sender, tag),
    );
  }
}
