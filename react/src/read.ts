import type { Address, NationClient, NationError, Overview } from "@civitas/sdk";
import type { Case, CaseId } from "@civitas/sdk/court";
import type { Next } from "@civitas/sdk/watch";
import { useQuery } from "@tanstack/react-query";
import { useConnected } from "./context";
import { hashKey, isWorthRetrying } from "./keys";

/** Something that is read from the chain. */
export interface Read<Data> {
  /** Undefined until it was read for the first time. What was read last stays while it is read again. */
  readonly data: Data | undefined;
  /** Why the last attempt failed, whatever was read before. */
  readonly error: NationError | undefined;
  /** Whether it is being read for the first time. */
  readonly isLoading: boolean;
  /** Whether it is being read now. */
  readonly isReading: boolean;
  /** When `data` was read, in milliseconds since 1970; 0 if it was not yet. */
  readonly readAt: number;
  readonly refresh: () => void;
}

export interface ReadOptions {
  /** Whether to read at all; true if left out. */
  readonly enabled?: boolean;
  /** How often to read again without an event, in milliseconds: states that time alone changes want it. Never if left out. */
  readonly everyMs?: number;
}

/**
 * Reads anything of the nation, and again after each of its events.
 *
 * @param name What is read, as no other read is called, with everything that it depends on.
 *
 * @example
 * const { data: tax } = useRead(["tax"], async (nation) => (await nation.coin.provisions()).taxRate.current);
 */
export function useRead<Data>(
  name: readonly unknown[],
  read: (nation: NationClient) => Promise<Data>,
  { enabled = true, everyMs }: ReadOptions = {},
): Read<Data> {
  const { key, connection } = useConnected();
  const { data: nation } = connection;
  const query = useQuery<Data>({
    queryKey: [...key, ...name],
    queryKeyHashFn: hashKey,
    // It is not called before there is a nation.
    queryFn: () => read(nation as NationClient),
    enabled: enabled && nation !== undefined,
    retry: isWorthRetrying,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  const error = (query.error ?? connection.error) as NationError | null;
  return {
    data: query.data,
    error: error ?? undefined,
    isLoading: enabled && query.data === undefined && error === null,
    isReading: query.isFetching || connection.isFetching,
    readAt: query.dataUpdatedAt,
    refresh: () => void (nation === undefined ? connection : query).refetch(),
  };
}

/** The nation itself, for what no hook covers. */
export function useNation(): Read<NationClient> {
  const { connection } = useConnected();
  return {
    data: connection.data,
    error: (connection.error as NationError | null) ?? undefined,
    isLoading: connection.isLoading,
    isReading: connection.isFetching,
    readAt: connection.dataUpdatedAt,
    refresh: () => void connection.refetch(),
  };
}

/** The whole state of the nation, in one request. */
export const useOverview = (options?: ReadOptions): Read<Overview> =>
  useRead(["overview"], (nation) => nation.overview(), options);

/** What a person must do, can do and is owed; the connected account if none is named. */
export const useNext = (query: { readonly account?: Address } = {}, options?: ReadOptions): Read<Next> =>
  useRead(["next", query], (nation) => nation.next(query), options);

/** A case of the court with its rounds, panels and votes, and what can be done about it. */
export const useCase = (query: { readonly caseId: CaseId }, options?: ReadOptions): Read<Case> =>
  useRead(["case", query], (nation) => nation.court.case(query), options);
