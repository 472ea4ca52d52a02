import type { InstitutionClients, NationClient, NationError } from "@civitas/sdk";
import type { Page, PageQuery, Unreadable } from "@civitas/sdk/core";
import type { RecordedEvent, RecordQuery } from "@civitas/sdk/watch";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useConnected } from "./context";
import { hashKey, isWorthRetrying } from "./keys";
import type { ReadOptions } from "./read";

/** What gives a list in pages. */
type Lister<Item, Query> = (query?: Query & PageQuery) => Promise<Page<Item>>;

/** The names of a client's lists. */
type ListsOf<Client> = {
  [Name in keyof Client]: Client[Name] extends (...args: never) => Promise<Page<unknown>> ? Name : never;
}[keyof Client] &
  string;

/** Every list of every institution: "governor.list", "citizenship.applicants", "treasury.payments". */
export type ListName = {
  [Institution in keyof InstitutionClients]: `${Institution}.${ListsOf<InstitutionClients[Institution]>}`;
}[keyof InstitutionClients];

type ListerOf<Name extends ListName> = Name extends `${infer Institution}.${infer List}`
  ? Institution extends keyof InstitutionClients
    ? List extends keyof InstitutionClients[Institution]
      ? InstitutionClients[Institution][List]
      : never
    : never
  : never;

/** What a list can be filtered by. */
export type QueryOf<Name extends ListName> =
  ListerOf<Name> extends (query?: infer Query) => Promise<unknown> ? Omit<NonNullable<Query>, "cursor"> : never;

/** What a list lists. */
export type ListedBy<Name extends ListName> =
  ListerOf<Name> extends (...args: never) => Promise<Page<infer Item>> ? Item : never;

/** A list, as far as it was read: the newest first. */
export interface List<Item> {
  /** Empty until the first page was read. */
  readonly items: readonly Item[];
  /** What stands in the list, and could not be read. */
  readonly unreadable: readonly Unreadable[];
  /** Whether there is more; false until the first page was read. */
  readonly hasMore: boolean;
  /** Reads the next page. */
  readonly more: () => void;
  readonly error: NationError | undefined;
  /** Whether the first page is being read for the first time. */
  readonly isLoading: boolean;
  readonly isReading: boolean;
  readonly refresh: () => void;
}

/**
 * A list of an institution in pages, by its name in the SDK. It is read again, as far as it was, after each event of the nation.
 *
 * @example
 * const { items, hasMore, more } = useList("governor.list", { state: ["pending", "active"] });
 */
export const useList = <Name extends ListName>(
  name: Name,
  query?: QueryOf<Name>,
  options?: ReadOptions,
): List<ListedBy<Name>> =>
  usePages(
    ["list", name, query],
    (nation, cursor) => listerOf<Name>(nation, name)({ ...query, ...(cursor !== undefined && { cursor }) }),
    options,
  );

/**
 * What happened in the nation, in sentences with times, the newest first, in pages. It is read again, as far as it was, after each
 * event of the nation.
 *
 * @example
 * const { items, hasMore, more } = useRecord({ institution: "treasury" });
 */
export const useRecord = (
  query: RecordQuery & Omit<PageQuery, "cursor"> = {},
  options?: ReadOptions,
): List<RecordedEvent> =>
  usePages(
    ["record", query],
    (nation, cursor) => nation.record({ ...query, ...(cursor !== undefined && { cursor }) }),
    options,
  );

function usePages<Item>(
  name: readonly unknown[],
  read: (nation: NationClient, cursor: string | undefined) => Promise<Page<Item>>,
  { enabled = true, everyMs }: ReadOptions = {},
): List<Item> {
  const { key, connection } = useConnected();
  const { data: nation } = connection;
  const list = useInfiniteQuery<Page<Item>, Error, Page<Item>[], readonly unknown[], string | undefined>({
    queryKey: [...key, ...name],
    queryKeyHashFn: hashKey,
    // It is not called before there is a nation.
    queryFn: ({ pageParam: cursor }) => read(nation as NationClient, cursor),
    initialPageParam: undefined,
    getNextPageParam: ({ cursor }) => cursor,
    select: ({ pages }) => pages,
    enabled: enabled && nation !== undefined,
    retry: isWorthRetrying,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  const pages = list.data ?? [];
  const error = (list.error ?? connection.error) as NationError | null;
  return {
    items: pages.flatMap(({ items }) => items),
    unreadable: pages.flatMap(({ unreadable }) => unreadable),
    hasMore: list.hasNextPage,
    more: () => void list.fetchNextPage(),
    error: error ?? undefined,
    isLoading: enabled && list.data === undefined && error === null,
    isReading: list.isFetching || connection.isFetching,
    refresh: () => void (nation === undefined ? connection : list).refetch(),
  };
}

function listerOf<Name extends ListName>(nation: NationClient, name: Name): Lister<ListedBy<Name>, object> {
  const [institution, list] = name.split(".") as [keyof InstitutionClients, string];
  return (nation[institution] as unknown as Record<string, Lister<ListedBy<Name>, object>>)[list];
}
