import type { ChainLog, LogFilter } from "./evidence";
import type { Looking } from "./log-pieces";
import { LogWalker } from "./log-walk";
import { limitOf, markOf, PageOf, readCursor, writeCursor, type Entry, type Page, type PageQuery } from "./pages";

/** A list that only logs tell. */
export interface LoggedList<Found, Item> {
  /** Its name in cursors. */
  readonly list: string;
  readonly looking: Omit<Looking, "filter">;
  /** Logs that any of these lets through. */
  readonly filters: readonly LogFilter[] | Promise<readonly LogFilter[]>;
  /** After how many stretches of the log the page ends, full or not; never if left out. */
  readonly stretches?: number | undefined;
  /** What a log tells; undefined if it is nothing that was looked for. */
  find(log: ChainLog): Found | undefined;
  /** What a thing is known by, where several logs tell of it: the newest counts. */
  keyOf?(found: Found): string;
  /** What the things have become, in the same order. */
  read(found: readonly Found[], walker: LogWalker): Promise<readonly Entry<Item>[]>;
}

/** How many are read with one request at most. */
const AT_ONCE = 50;

/** A page of what only logs tell: walks back from the newest, and no further than until the page is full. */
export async function pageOfLogs<Found, Item>(list: LoggedList<Found, Item>, query: PageQuery): Promise<Page<Item>> {
  const page = new PageOf<Item>(limitOf(query));
  const walker = new LogWalker(list.looking);
  const begin = readCursor(list.list, query);
  const [block, index] = (begin?.slice(0, 2) ?? []).map((digits) => parseInt(digits, 16));
  // What was listed already stands in the cursor: of what is told twice the newest counts.
  const listed = [...(begin?.slice(2) ?? [])];
  const seen = new Set(listed);
  const [filters, to] = await Promise.all([list.filters, begin === undefined ? walker.head() : block]);

  let stretches = 0;
  for await (const stretch of walker.back({ filters, to })) {
    const logs = begin === undefined ? stretch.logs : stretch.logs.filter((log) => isBefore(log, { block, index }));
    let next = 0;
    while (next < logs.length) {
      const group: { readonly log: ChainLog; readonly found: Found; readonly mark: string | undefined }[] = [];
      const size = Math.min(AT_ONCE, Math.max(page.left, LEAST));
      for (; next < logs.length && group.length < size; ++next) {
        const log = logs[next];
        const found = list.find(log);
        const mark = found && list.keyOf && markOf(list.keyOf(found));
        if (found === undefined || (mark !== undefined && seen.has(mark))) continue;
        if (mark !== undefined) seen.add(mark);
        group.push({ log, found, mark });
      }
      if (group.length === 0) continue;
      const entries = await list.read(
        group.map(({ found }) => found),
        walker,
      );
      for (const [position, entry] of entries.entries()) {
        if (entry === undefined) continue;
        const { log, mark } = group[position];
        page.add(entry);
        if (mark !== undefined) listed.push(mark);
        if (!page.isFull) continue;
        return page.ending(writeCursor(list.list, [log.blockNumber.toString(16), log.index.toString(16), ...listed]));
      }
    }
    stretches += 1;
    if (stretches === list.stretches && stretch.from > 0) {
      return page.ending(writeCursor(list.list, [stretch.from.toString(16), "0", ...listed]));
    }
  }
  return page.ending(undefined);
}

/** So many are read at least, where most are not what was looked for. */
const LEAST = 20;

const isBefore = (log: ChainLog, { block, index }: { readonly block: number; readonly index: number }): boolean =>
  log.blockNumber < block || (log.blockNumber === block && log.index < index);
