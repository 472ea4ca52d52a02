import { id } from "ethers";
import type { Address } from "./address";
import { InvalidInputError, type NationError } from "./errors";
import { toNationError } from "./classification";
import type { ReadResult } from "./reader";

/** Which part of a list. */
export interface PageQuery {
  /** How many at most; 20 if left out. */
  readonly limit?: number;
  /** Where an earlier page ended, as it said; the newest come first if left out. */
  readonly cursor?: string;
}

/** Something that stands in a list, and could not be read. It spoils nothing beside it. */
export interface Unreadable {
  /** Which: a number, or an account. */
  readonly id: bigint | string;
  readonly reason: NationError;
}

/**
 * A part of a list, the newest first. All of it was read at one block.
 *
 * @example
 * let cursor: string | undefined;
 * do {
 *   const page = await nation.governor.list({ state: "executed", ...(cursor && { cursor }) });
 *   show(page.items);
 *   ({ cursor } = page);
 * } while (cursor !== undefined);
 */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly unreadable: readonly Unreadable[];
  /** Where the next page begins; undefined if nothing is left. It is a text that can be kept, in an address too. */
  readonly cursor: string | undefined;
}

/** How many a page has, unless the caller says otherwise. */
const LIMIT = 20;

/** The most that a page has. */
const MOST = 10_000;

/** How many a page shall have. */
export function limitOf({ limit = LIMIT }: PageQuery): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw new InvalidInputError({
    what: "how many a page may have",
    found: String(limit),
    allowed: `a whole number from 1 to ${MOST}`,
  });
}

/** Writes where a page ended. */
export const writeCursor = (list: string, parts: readonly (bigint | number | string)[]): string =>
  [list, ...parts].join("-");

/** Reads where a page ended: undefined at the list's beginning. */
export function readCursor(list: string, { cursor }: PageQuery): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const [found, ...parts] = cursor.split("-");
  if (found === list && parts.length > 0 && parts.every((part) => /^[0-9a-f]*$/.test(part))) return parts;
  throw new InvalidInputError({
    what: "where a page begins",
    found: cursor,
    allowed: `the cursor that another page of ${list} gave`,
  });
}

/** A short mark of what was listed already. */
export const markOf = (key: string): string => id(key).slice(2, 14);

/** What a number stands for: a thing, nothing that was looked for, or something that could not be read. */
export type Entry<Item> = { readonly item: Item } | { readonly unreadable: Unreadable } | undefined;

/** What takes the entries of a page until it is full. */
export class PageOf<Item> {
  readonly items: Item[] = [];
  readonly unreadable: Unreadable[] = [];

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.items.length + this.unreadable.length >= this.limit;
  }

  get left(): number {
    return this.limit - this.items.length - this.unreadable.length;
  }

  add(entry: Entry<Item>): void {
    if (entry === undefined) return;
    if ("item" in entry) this.items.push(entry.item);
    else this.unreadable.push(entry.unreadable);
  }

  /** The page, and where the next one begins. */
  ending(cursor: string | undefined): Page<Item> {
    return { items: this.items, unreadable: this.unreadable, cursor };
  }
}

/** So many parts of a page are read at the same time. */
const ABREAST = 5;

/** A list whose contract numbers its entries from 1. */
export interface NumberedList<Item> {
  /** Its name in cursors. */
  readonly list: string;
  /** How many are read with one request at most. Of a long page several are read at the same time. */
  readonly atOnce: number;
  readonly count: () => Promise<bigint>;
  /** What the numbers stand for, in the same order. */
  readonly read: (ids: readonly bigint[]) => Promise<readonly Entry<Item>[]>;
}

/** A page of what a contract numbers: no log is looked through. */
export async function pageOfNumbers<Item>(
  { list, atOnce, count, read }: NumberedList<Item>,
  query: PageQuery,
): Promise<Page<Item>> {
  const page = new PageOf<Item>(limitOf(query));
  const begin = readCursor(list, query);
  let next = begin === undefined ? await count() : BigInt(`0x${begin[0] || "0"}`);
  let more = 1;
  while (next > 0n && !page.isFull) {
    const size = Math.min(ABREAST * atOnce, Math.max(page.left, more), Number(next));
    more = 2 * size; // Where few of them are what is looked for, more are read at once.
    const ids = Array.from({ length: size }, (_, index) => next - BigInt(index));
    const parts = Array.from({ length: Math.ceil(size / atOnce) }, (_, index) =>
      read(ids.slice(index * atOnce, (index + 1) * atOnce)),
    );
    const entries = (await Promise.all(parts)).flat();
    for (const [index, entry] of entries.entries()) {
      if (page.isFull) break;
      page.add(entry);
      next = ids[index] - 1n;
    }
  }
  return page.ending(next > 0n ? writeCursor(list, [next.toString(16)]) : undefined);
}

/** What became of the reads of one entry: the thing, or why it could not be read. */
export function entryOf<Item>(
  id: bigint | string,
  results: readonly ReadResult<unknown>[],
  make: (values: readonly unknown[]) => Item | undefined,
): Entry<Item> {
  const failed = results.find((result) => !result.success);
  if (failed !== undefined && !failed.success) return { unreadable: { id, reason: failed.error } };
  try {
    const item = make(results.map((result) => (result.success ? result.value : undefined)));
    return item === undefined ? undefined : { item };
  } catch (error) {
    return { unreadable: { id, reason: toNationError(error) } };
  }
}

/** Whether a value is looked for: it is the one that is named, or among those, or none is. */
export const isWanted = <Value>(wanted: Value | readonly Value[] | undefined, value: Value): boolean =>
  wanted === undefined || (Array.isArray(wanted) ? (wanted as readonly Value[]).includes(value) : wanted === value);

/** Whether an account is looked for, however its address is written. */
export const isAccount = (wanted: Address | undefined, account: Address): boolean =>
  wanted === undefined || wanted.toLowerCase() === account.toLowerCase();
