import type { ContractRunner } from "ethers";
import { openConnection } from "../core/connection";
import type { Address } from "../core/address";
import type { Connection } from "../core/directory";
import type { DueAct, DueQuery } from "../core/due";
import { StillPendingError, TransactionFailedError, type NationError } from "../core/errors";
import { asNationError, withNationErrors } from "../core/failures";
import type { LogRange } from "../core/logs";
import { retrying } from "../core/retries";
import { wei, type Wei } from "../core/units";
import { pendingNonce } from "../core/nonces";
import {
  feesIn,
  providerOf,
  signerOf,
  type Call,
  type Estimate,
  type FeeOverrides,
  type Overrides,
  type PendingWrite,
} from "../core/write";
import { declarationOf, institutionNames, type InstitutionName } from "../institutions/registry";
import { upkeepClient } from "../institutions/upkeep/client";
import type { PerformedActs } from "../institutions/upkeep/types";

/**
 * What became of an act that was due.
 *
 * `done`: it is on the chain. `pending`: it was sent, and is not included yet. `refused`: the chain refuses it, as when somebody else was
 * faster. `useless`: it would change nothing now, or changed nothing each time it was sent. `tooDear`: it would cost more than the limit. `failed`: the node or the wallet failed.
 */
export type ActOutcome = "done" | "pending" | "refused" | "useless" | "tooDear" | "failed";

/** An act that was due, and what became of it. */
export interface KeptAct {
  /** Where it was due. */
  readonly institution: InstitutionName;
  /** Undefined where the institution could not say what is due. */
  readonly key: string | undefined;
  readonly text: string;
  readonly outcome: ActOutcome;
  /** The transaction; undefined if none was sent. */
  readonly hash: string | undefined;
  /** What it would have cost at most, if that is known. */
  readonly maxCost: Wei | undefined;
  /** What the nation's upkeep paid for it; undefined if the act is not done, or was taken directly. */
  readonly earned: Wei | undefined;
  /** Why it was not done. */
  readonly reason: NationError | undefined;
}

/** How to keep a nation. */
export interface KeeperOptions extends LogRange, FeeOverrides {
  /** What one act may cost at most, native coin that goes with it included; 0.01 coin if left out. */
  readonly maxCost?: Wei;
  /** Whether to take acts through the nation's upkeep where it pays for them; true if left out. */
  readonly upkeep?: boolean;
  /** Which institutions to keep; all if left out. */
  readonly only?: readonly InstitutionName[];
  /** How many records of each institution to look through in a pass: the last ones, and the others by turns; 200 if left out. */
  readonly atMost?: number;
  /** How long to wait for a transaction, in milliseconds; two minutes if left out. It is looked for again in the next pass. */
  readonly timeout?: number;
  /** Gives the signature of a round of drand's: see `drandUrl()`. Rounds are left to others if left out. */
  readonly fetchRound?: DueQuery["fetchRound"];
  /** Called after each act. */
  readonly onAct?: (act: KeptAct) => void;
}

const MAX_COST = wei.parse("0.01");
const AT_MOST = 200;
const TIMEOUT = 120_000;

/** How often an institution is asked again in a pass, since one act makes another one due. */
const ROUNDS = 8;

/** How often an act is sent: what is taken where it is tried, and refused where it is paid for, would cost again and again. */
const MAX_SENDS = 3;

interface Sent {
  /** Undefined if the node's answer was lost: it may have taken the transaction. */
  readonly hash: string | undefined;
  readonly nonce: number;
  readonly times: number;
}

/** An act as the nation's upkeep takes it. */
interface RewardedAct {
  readonly estimate: Estimate;
  send(overrides: Overrides): Promise<PendingWrite<PerformedActs>>;
}

type Told = Pick<KeptAct, "outcome"> & Partial<Pick<KeptAct, "hash" | "maxCost" | "earned" | "reason">>;

/**
 * Somebody who keeps a nation going. It remembers what it sent, so that nothing is sent twice. It remembers what has ended, so that this is
 * not read again.
 *
 * @example
 * const keeper = new Keeper(signer, nationAddress, { maxCost: wei.parse("0.002") });
 * for (const { text, outcome } of await keeper.pass()) console.log(outcome, text);
 */
export class Keeper {
  private readonly sent = new Map<string, Sent>();
  private turn = 0;
  private readonly finished = new Map<InstitutionName, Set<string>>();

  /**
   * @param runner A signer: it pays for every act.
   * @param nation The address of the nation's `Nation` contract.
   */
  constructor(
    private readonly runner: ContractRunner,
    private readonly nation: Address,
    private readonly options: KeeperOptions = {},
  ) {}

  /**
   * Carries out all that is due now, one institution after another. What is refused is told, and skipped.
   *
   * @throws `NoNationError` if there is no nation, and what a node says that does not answer.
   */
  pass(signal?: AbortSignal): Promise<KeptAct[]> {
    return withNationErrors(async () => {
      signerOf(this.runner, "keeping a nation");
      // Anew in each pass: the nation may have replaced an institution.
      const connection = await openConnection(this.runner, this.nation);
      ++this.turn;
      const kept: KeptAct[] = [];
      for (const name of this.options.only ?? institutionNames) {
        if (signal?.aborted === true) break;
        if (Object.hasOwn(connection.directory, name)) kept.push(...(await this.keepOne(name, connection, signal)));
      }
      return kept;
    });
  }

  private async keepOne(institution: InstitutionName, connection: Connection, signal?: AbortSignal) {
    const { due } = declarationOf(institution);
    const kept: KeptAct[] = [];
    if (due === undefined) return kept;
    const tell = (act: Omit<KeptAct, "institution" | "hash" | "maxCost" | "earned" | "reason"> & Told): void => {
      const told = { institution, hash: undefined, maxCost: undefined, earned: undefined, reason: undefined, ...act };
      kept.push(told);
      this.options.onAct?.(told);
    };

    const tried = new Set<string>();
    for (let round = 0; round < ROUNDS; ++round) {
      let acts: readonly DueAct[];
      try {
        acts = await due(this.queryOf(institution, connection));
      } catch (error) {
        const text = `What is due at ${institution} could not be read.`;
        tell({ key: undefined, text, outcome: "failed", reason: await asNationError(error) });
        break;
      }
      let isMoving = false;
      for (const act of acts) {
        if (signal?.aborted === true) return kept;
        if (tried.has(act.key)) continue;
        tried.add(act.key);
        const told = await this.carryOut(`${connection.directory[institution]} ${act.key}`, act, connection);
        tell({ key: act.key, text: act.text, ...told });
        // What somebody else has done may have made another act due.
        isMoving ||= told.outcome === "done" || told.outcome === "refused";
      }
      if (!isMoving) break;
    }
    return kept;
  }

  private queryOf(institution: InstitutionName, connection: Connection): DueQuery {
    const { from, to, blocksPerRequest, atMost = AT_MOST, fetchRound } = this.options;
    const name = institution;
    const finished = this.finished.get(name) ?? new Set<string>();
    this.finished.set(name, finished);
    return {
      connection,
      atMost,
      turn: this.turn,
      finished,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(blocksPerRequest !== undefined && { blocksPerRequest }),
      ...(fetchRound !== undefined && { fetchRound }),
    };
  }

  private async carryOut(key: string, act: DueAct, connection: Connection): Promise<Told> {
    const { maxCost: limit = MAX_COST, timeout = TIMEOUT } = this.options;
    const fees = feesIn(this.options);
    const before = this.sent.get(key);
    let maxCost: Wei | undefined;
    try {
      const hash = before?.hash;
      if (hash !== undefined && (await this.isPending(hash))) return { outcome: "pending", hash };
      if (before?.times === MAX_SENDS) return { outcome: "useless", hash };
      if (!(await act.isUseful())) return { outcome: "useless" };
      const [estimate, call] = await Promise.all([act.estimate(fees), act.call()]);
      maxCost = wei.from(estimate.maxCost + call.value);
      if (maxCost > limit) return { outcome: "tooDear", maxCost };
      const rewarded = await this.rewarded(call, estimate, connection, limit);
      if (rewarded !== undefined) ({ maxCost } = rewarded.estimate);
      const nonce = await this.nonceAfter(before);
      const sent = { nonce, times: (before?.times ?? 0) + 1 };
      // Before the node answers: an answer that is lost is no reason to send the same again beside it.
      this.sent.set(key, { ...sent, hash: undefined });
      const overrides = { ...fees, ...(rewarded?.estimate ?? estimate).limits, nonce };
      const pending = await (rewarded?.send(overrides) ?? act.send(overrides));
      this.sent.set(key, { ...sent, hash: pending.hash });
      return await this.include(pending.hash, () => pending.wait({ timeout }), maxCost, rewarded !== undefined);
    } catch (error) {
      const reason = await asNationError(error);
      // Refused before it was taken.
      if (!reason.retryable) this.forget(key, before);
      return { outcome: reason.retryable ? "failed" : "refused", maxCost, reason };
    }
  }

  /** The act through the nation's upkeep, if that pays for it now; the act is taken directly where anything is in the way. */
  private async rewarded(
    { target, value, data }: Call,
    direct: Estimate,
    connection: Connection,
    limit: Wei,
  ): Promise<RewardedAct | undefined> {
    const { directory } = connection;
    const institution = institutionNames.find((name) => directory[name] === target);
    if (this.options.upkeep === false || value !== 0n || institution === undefined) return undefined;
    if (!Object.hasOwn(directory, "upkeep")) return undefined;
    try {
      const upkeep = upkeepClient(connection);
      const [isKept, reward] = await Promise.all([
        upkeep.isKept({ institution, data }),
        upkeep.rewardFor({ gas: direct.gas }),
      ]);
      if (!isKept || reward === 0n) return undefined;
      const acts = [{ institution, data, gas: direct.limits.gasLimit ?? direct.gas }];
      const estimate = await upkeep.perform.estimate({ acts }, feesIn(this.options));
      if (estimate.maxCost > limit) return undefined;
      return { estimate, send: (overrides) => upkeep.perform({ acts }, overrides) };
    } catch {
      return undefined;
    }
  }

  private forget(key: string, before: Sent | undefined): void {
    if (before === undefined) this.sent.delete(key);
    else this.sent.set(key, before);
  }

  /** The nonce of what may have been sent already, so that one of both is included at most; else the next one. */
  private async nonceAfter(before: Sent | undefined): Promise<number> {
    const provider = providerOf(this.runner);
    const account = await signerOf(this.runner, "keeping a nation").getAddress();
    if (before !== undefined && before.hash === undefined) {
      const included = await retrying(() => provider.getTransactionCount(account, "latest"));
      if (included <= before.nonce) return before.nonce;
    }
    return retrying(() => pendingNonce(provider, account));
  }

  private async include(hash: string, wait: () => Promise<unknown>, maxCost: Wei, isRewarded: boolean): Promise<Told> {
    try {
      const included = await wait();
      // Through the upkeep alone: another write may tell a reward of its own.
      return { outcome: "done", hash, maxCost, ...(isRewarded && { earned: (included as PerformedActs).reward }) };
    } catch (error) {
      const reason = await asNationError(error);
      if (reason instanceof StillPendingError) return { outcome: "pending", hash, maxCost, reason };
      return {
        outcome: reason.retryable && !(reason instanceof TransactionFailedError) ? "failed" : "refused",
        hash,
        maxCost,
        reason,
      };
    }
  }

  /** Whether a transaction may still be included: the node knows it, and has no receipt. */
  private async isPending(hash: string): Promise<boolean> {
    const provider = providerOf(this.runner);
    const [receipt, known] = await Promise.all([
      retrying(() => provider.getTransactionReceipt(hash)),
      retrying(() => provider.getTransaction(hash)),
    ]);
    return receipt === null && known !== null;
  }
}
