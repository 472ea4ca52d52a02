/**
 * Reads a list of a nation in a process of its own, and prints how long it took and how much memory it took beyond what the process
 * had: `ts-node bench/figures/read.ts <list> <url> <nation>`.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { connect, type NationClient } from "../../sdk/src";
import { openNode, type Page } from "../../sdk/src/core";

/** So often a list is read: the quickest time counts, as others may use the machine. */
const TURNS = 3;

/** What reading a list took. */
export interface ListReading {
  readonly items: number;
  readonly ms: number;
  /** The reader's own time on the processor. */
  readonly ownMs: number;
  /** The most that the heap grew without what was garbage, in bytes: all entries included. */
  readonly heap: number;
}

/** The lists that are measured, and how each is read. */
export const lists: Readonly<
  Record<string, (nation: NationClient, page: { limit: number; cursor?: string }) => Promise<Page<unknown>>>
> = {
  proposals: (nation, page) => nation.governor.list(page),
  admissions: (nation, page) => nation.citizenship.admissions(page),
};

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Every entry of a list. */
async function readAll(read: (typeof lists)[string], nation: NationClient): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<unknown> = await read(nation, { limit: 500, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return items;
}

async function main([list, url, address]: readonly string[]): Promise<void> {
  const provider = openNode(url);
  const nation = await connect(provider, address);
  const read = lists[list];
  await read(nation, { limit: 1 }); // Loads the code that it takes.
  collect();
  const before = process.memoryUsage().heapUsed;
  let items: readonly unknown[] = [];
  let [ms, ownMs] = [Infinity, Infinity];
  for (let turn = 0; turn < TURNS; turn++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    items = await readAll(read, nation);
    ms = Math.min(ms, performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    ownMs = Math.min(ownMs, (user + system) / 1_000);
  }

  // Once more, without what is garbage: collecting it takes time of its own.
  let most = 0;
  const watching = setInterval(() => {
    collect();
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, 20);
  const kept = await readAll(read, nation);
  clearInterval(watching);
  collect();
  const heap = Math.max(most, process.memoryUsage().heapUsed) - before;
  provider.destroy();
  console.log(JSON.stringify({ items: Math.min(items.length, kept.length), ms, ownMs, heap } satisfies ListReading));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
