import { mkdirSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { ChainError } from "./errors";
import { answers, ask } from "./rpc";

/** So often it is looked whether there is anything new to write, in milliseconds. */
const INTERVAL = 2_000;

/** How long a chain that an earlier run left behind may take to end, in milliseconds. */
const ENDING = 10_000;

/** Who runs the chain of a folder. */
interface Owner {
  /** The process of `npm start`. */
  readonly pid: number;
  /** The chain's own process, and where it listens; undefined until it does. */
  readonly chain?: { readonly pid: number; readonly url: string };
}

/**
 * An anvil that is kept in a folder between runs, by one process at a time.
 *
 * Its state is written when there are new blocks, so that an idle chain writes nothing, and each time as a whole, so that whatever
 * ends the process leaves the state before or the one after. The states of past blocks are not kept: they are thirty times as much.
 */
export class KeptChain {
  /** Whether it goes on where an earlier run stopped. */
  readonly resumed: boolean;
  readonly #folder: string;
  #url = "";
  #written: unknown;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #held = false;

  private constructor(folder: string) {
    this.#folder = folder;
    this.resumed = existsSync(this.#state);
  }

  get #state(): string {
    return path.join(this.#folder, "chain.json");
  }

  get #began(): string {
    return path.join(this.#folder, "began");
  }

  get #lock(): string {
    return path.join(this.#folder, "lock.json");
  }

  /**
   * Takes a folder, and ends the chain that an earlier run may have left behind there.
   *
   * @throws ChainError if another process runs the chain, or nothing can be written there.
   */
  static async open(folder: string): Promise<KeptChain> {
    try {
      mkdirSync(folder, { recursive: true });
      const kept = new KeptChain(folder);
      await kept.#take();
      return kept;
    } catch (error) {
      if (error instanceof ChainError) throw error;
      const { code = String(error) } = error as NodeJS.ErrnoException;
      throw new ChainError(
        `Nothing can be kept in ${folder} (${code}). Make it a folder that you may write, or keep nothing: npm start -- --once`,
      );
    }
  }

  /**
   * Forgets the chain of a folder, and nothing else there.
   *
   * @throws ChainError if another process runs it.
   */
  static async forget(folder: string): Promise<void> {
    const kept = await KeptChain.open(folder);
    for (const file of [kept.#state, kept.#began]) rmSync(file, { force: true });
    kept.release();
  }

  /** What anvil is told, so that it goes on here. */
  get arguments(): string[] {
    const timestamp = ["--timestamp", beginningOf(this.#began)];
    return this.resumed ? ["--load-state", this.#state, ...timestamp] : timestamp;
  }

  /** Why a chain that was kept does not start. */
  unreadable(error: unknown): ChainError {
    return new ChainError(
      `The chain kept in ${this.#state} cannot be gone on with: it was cut short, or is another anvil's. Begin anew: npm start -- --fresh\n${(error as Error).message}`,
    );
  }

  /** Keeps a chain that has started. */
  async begin(chain: { readonly url: string; readonly pid: number | undefined }): Promise<void> {
    this.#url = chain.url;
    const owner: Owner = { pid: process.pid, chain: { pid: chain.pid!, url: chain.url } };
    writeFileSync(this.#lock, JSON.stringify(owner));
    if (this.resumed) await catchUp(chain.url);
    this.#timer = setInterval(() => {
      // Whatever fails here fails at the end, too, where it is told.
      if (!this.#held) this.save().catch(() => undefined);
    }, INTERVAL);
  }

  /** Writes nothing until the next {@link save}: what happens until then is done again if the process ends before. */
  hold(): void {
    this.#held = true;
  }

  /** Writes the chain down, if there is anything new, and goes on doing so by itself. */
  save(): Promise<void> {
    this.#held = false;
    const next = this.#saving.catch(() => undefined).then(() => this.#write());
    this.#saving = next;
    return next;
  }

  /** Writes the chain down for the last time, unless it is on hold. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    if (!this.#held && (await answers(this.#url))) await this.save();
    else await this.#saving.catch(() => undefined);
  }

  /** Leaves the folder to the next run. */
  release(): void {
    rmSync(this.#lock, { force: true });
  }

  async #write(): Promise<void> {
    const head = await ask(this.#url, "eth_blockNumber");
    if (head === this.#written) return;
    const packed = (await ask(this.#url, "anvil_dumpState", [false])) as string;
    writeFileSync(`${this.#state}.new`, gunzipSync(Buffer.from(packed.slice(2), "hex")), { flush: true });
    renameSync(`${this.#state}.new`, this.#state);
    this.#written = head;
  }

  async #take(): Promise<void> {
    const own = JSON.stringify({ pid: process.pid } satisfies Owner);
    try {
      writeFileSync(this.#lock, own, { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = ownerIn(this.#lock);
    const chain = owner?.chain;
    const isRunning = chain !== undefined && (await answers(chain.url));
    if (owner !== undefined && owner.pid !== process.pid && isAlive(owner.pid) && (isRunning || chain === undefined)) {
      throw new ChainError(
        `The nation in ${this.#folder} runs already (process ${owner.pid}${chain === undefined ? "" : `, on ${chain.url}`}). Use that one, end it, or keep nothing: npm start -- --once`,
      );
    }
    if (chain !== undefined && isRunning) await endLeftBehind(chain);
    writeFileSync(this.#lock, own);
  }
}

function ownerIn(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Owner;
  } catch {
    // Cut short: whoever wrote it is gone.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ends the chain of a run that was killed: it would hold the port. */
async function endLeftBehind({ pid, url }: NonNullable<Owner["chain"]>): Promise<void> {
  // Another program may have the port by now, and another process the number.
  const client = await ask(url, "web3_clientVersion").catch(() => "");
  if (!String(client).startsWith("anvil/") || !isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  for (const deadline = Date.now() + ENDING; Date.now() < deadline;) {
    if (!(await answers(url))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new ChainError(`The chain of an earlier run still listens on ${url} (process ${pid}): end it.`);
}

/**
 * When a chain that is kept began, in seconds since 1970. Anvil makes its first block anew at each start: only with the same moment
 * does it stay the same block, by which whoever founded there knows the chain again.
 */
function beginningOf(file: string): string {
  const written = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (/^\d+$/.test(written)) return written;
  const now = String(Math.floor(Date.now() / 1000));
  writeFileSync(file, now, { flush: true });
  return now;
}

/** A restored chain's clock stands at its beginning: set it to the machine's, but never behind its own last block. */
async function catchUp(url: string): Promise<void> {
  const latest = (await ask(url, "eth_getBlockByNumber", ["latest", false])) as { timestamp: string } | null;
  const next = Math.max(Math.floor(Date.now() / 1000), Number(latest?.timestamp ?? 0) + 1);
  await ask(url, "evm_setNextBlockTimestamp", [next]);
  await ask(url, "evm_mine");
}
