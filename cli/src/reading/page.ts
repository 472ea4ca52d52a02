/** A part of a list, the newest first. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; undefined if nothing is left. */
  readonly cursor: string | undefined;
}

/** Which part of a list. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of things that are numbered from 1 on, each read by its number. */
export async function pageOfNumbers<Item>(
  last: number,
  { limit, cursor }: PageQuery,
  read: (number: number) => Promise<Item | undefined>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let next = cursor === undefined ? last : Number(cursor);
  while (next >= 1 && items.length < limit) {
    const numbers = Array.from({ length: Math.min(next, limit - items.length) }, (_, index) => next - index);
    const found = await Promise.all(numbers.map(read));
    items.push(...found.filter((one): one is Awaited<Item> & Item => one !== undefined));
    next -= numbers.length;
  }
  return { items, cursor: next >= 1 ? String(next) : undefined };
}

/** A page of a whole list that is known, the newest first. */
export function pageOf<Item>(all: readonly Item[], { limit, cursor }: PageQuery): Page<Item> {
  const start = cursor === undefined ? 0 : Number(cursor);
  const end = start + limit;
  return { items: all.slice(start, end), cursor: end < all.length ? String(end) : undefined };
}
