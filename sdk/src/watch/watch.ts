import type { Connection } from "../core/directory";
import { InvalidInputError } from "../core/errors";
import type { StopWatching } from "../core/events";
import { topicOf, type ChainLog } from "../core/evidence";
import { asNationError } from "../core/failures";
import { LONGEST_TIMER, requireConfirmations } from "../core/inclusion";
import { LogWalker } from "../core/log-walk";
import { readCursor, writeCursor } from "../core/pages";
import { moment } from "../core/units";
import { providerOf } from "../core/write";
import { interfaceBy } from "../core/declaration";
import { nation as nationDeclaration } from "../institutions/nation/declaration";
import { contractsOf, decoderOf, type Contracts } from "./contracts";
import { ReorganisedError } from "./errors";
import { blockOf, Teller, timesOf } from "./telling";
import type { NationEvent, WatchNationOptions } from "./types";

const LIST = "watch";
const [CONFIRMATIONS, EVERY_MS] = [3, 4_000];

/** So many blocks are read at once after a long sleep, where the node allows it. */
const STRIDE = 50_000;

/** What is told next: the logs of a block from an index on. What came before is known by the hash of the last block of it. */
interface Place {
  readonly block: number;
  readonly index: number;
  /** Undefined before anything was looked at. */
  readonly hash: string | undefined;
}

const written = ({ block, index, hash }: Place): string =>
  writeCursor(LIST, [block.toString(16), index.toString(16), (hash ?? "").replace(/^0x/, "")]);

function placeIn(cursor: string): Place {
  const [block, index, hash] = readCursor(LIST, { cursor })!;
  const place = { block: parseInt(block, 16), index: parseInt(index, 16), hash: hash ? `0x${hash}` : undefined };
  if (Number.isSafeInteger(place.block) && Number.isSafeInteger(place.index)) return place;
  throw new InvalidInputError({
    what: "where a watch goes on",
    found: cursor,
    allowed: "the cursor that a watch gave",
  });
}

/** Looks at the chain's new blocks again and again, and tells every event of the nation in them. */
class NationWatch {
  readonly #walker: LogWalker;
  readonly #decode;
  readonly #teller: Teller;
  #contracts: Contracts | undefined;
  #place: Place | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(
    private readonly connection: Connection,
    private readonly listener: (event: NationEvent) => void | Promise<void>,
    private readonly options: WatchNationOptions,
  ) {
    this.#walker = new LogWalker({ provider: providerOf(connection.runner), nation: connection.nation });
    this.#decode = decoderOf(connection);
    this.#teller = new Teller(connection);
    this.#place = options.cursor === undefined ? undefined : placeIn(options.cursor);
  }

  /** The first look: from where on to watch is known when it is over. */
  async start(): Promise<void> {
    this.#contracts = await contractsOf(this.connection);
    if (this.#place === undefined) {
      this.#place = { block: (await this.#walker.head()) + 1, index: 0, hash: undefined };
      // Whoever stops before a block is told goes on from here.
      this.options.onCursor?.(written(this.#place));
    }
    this.#timer = setTimeout(() => void this.#again(), 0);
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  async #again(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      if (!this.#isOver) this.options.onFailure?.(await asNationError(error));
    }
    const rest = Math.min(this.options.everyMs ?? EVERY_MS, LONGEST_TIMER);
    if (!this.#isOver) this.#timer = setTimeout(() => void this.#again(), rest);
  }

  async #safe(): Promise<number> {
    return (await this.#walker.head()) - (this.options.confirmations ?? CONFIRMATIONS) + 1;
  }

  async #look(): Promise<void> {
    const safe = await this.#safe();
    while (!this.#isOver && this.#place!.block <= safe) {
      const { block, index } = this.#place!;
      const last = Math.min(safe, block + STRIDE - 1);
      const [logs, end] = await Promise.all([
        this.#logs(block, last),
        blockOf(this.#walker, last),
        this.#checkHistory(),
      ]);
      const fresh = logs.filter((log) => log.blockNumber > block || log.index >= index);
      await this.#tell(fresh);
      if (this.#isOver) return;
      this.#place = { block: last + 1, index: 0, hash: end.hash };
      this.options.onCursor?.(written(this.#place));
    }
  }

  /** Whether the chain still has the block up to which it was told. Says it once if not, and goes on with the new one. */
  async #checkHistory(): Promise<void> {
    const place = this.#place!;
    if (place.hash === undefined) return;
    const known = place.index > 0 ? place.block : place.block - 1;
    const found = await blockOf(this.#walker, known);
    if (found.hash === place.hash) return;
    this.#place = { ...place, hash: undefined };
    throw new ReorganisedError(known);
  }

  /** The logs of every contract of the nation. One that is appointed within these blocks is asked for, too. */
  async #logs(from: number, to: number): Promise<readonly ChainLog[]> {
    for (;;) {
      const contracts = this.#contracts!;
      const logs = await this.#walker.logs([{ address: [...contracts.keys()] }], { from, to });
      if (!logs.some((log) => this.#isNew(log))) return logs;
      this.#contracts = await contractsOf(this.connection);
      if (this.#contracts.size === contracts.size) return logs;
    }
  }

  /** Whether a log tells that a contract became an institution that this watch does not know yet. */
  #isNew({ address, topics }: ChainLog): boolean {
    const appointed = interfaceBy(nationDeclaration.factory).getEvent("InstitutionAppointed").topicHash;
    if (topics[0] !== appointed || address.toLowerCase() !== this.connection.nation.toLowerCase()) return false;
    return ![...this.#contracts!.keys()].some((known) => topicOf(known) === topics[3]);
  }

  async #tell(logs: readonly ChainLog[]): Promise<void> {
    if (logs.length === 0) return;
    const [times, told] = await Promise.all([timesOf(this.#walker, logs), this.#teller.tell(logs, this.#contracts!)]);
    for (const [place, log] of logs.entries()) {
      if (this.#isOver) return;
      const { address, blockNumber, blockHash, transactionHash, index } = log;
      const time = times.get(blockNumber)!;
      const institution = this.#contracts!.get(address.toLowerCase()) ?? "";
      const { event, message } = told[place];
      const next = { block: blockNumber, index: index + 1, hash: blockHash };
      await this.#give({
        institution,
        address,
        event,
        fields: event === undefined ? undefined : this.#fields(log, institution),
        text: message.text,
        message,
        at: moment.from(time),
        block: blockNumber,
        transaction: transactionHash,
        logIndex: index,
        cursor: written(next),
      });
      this.#place = next;
    }
  }

  /** Whatever a listener does to itself, the watch goes on. */
  async #give(event: NationEvent): Promise<void> {
    try {
      await this.listener(event);
    } catch (error) {
      this.options.onFailure?.(await asNationError(error));
    }
  }

  #fields(log: ChainLog, institution: string): NationEvent["fields"] {
    try {
      return this.#decode(log, institution)(log);
    } catch {
      return undefined; // Other code may raise an event of that name with anything in it.
    }
  }
}

/** Watches every event of every institution of a nation, see `NationClient.watch`. */
export async function watchNation(
  connection: Connection,
  listener: (event: NationEvent) => void | Promise<void>,
  options: WatchNationOptions,
): Promise<StopWatching> {
  if (options.confirmations !== undefined) requireConfirmations(options.confirmations);
  const watch = new NationWatch(connection, listener, options);
  await watch.start();
  return () => {
    watch.stop();
    return Promise.resolve();
  };
}
