import { connect, type Address, type NationClient } from "@civitas/sdk";
import type { WatchNationOptions } from "@civitas/sdk/watch";
import { QueryClient, QueryClientContext, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ContractRunner } from "ethers";
import { createElement, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { NationContext, type Connected } from "./context";
import { hashKey, isWorthRetrying, numberOf } from "./keys";

export interface NationProviderProps {
  /** The address of the nation's `Nation` contract. */
  readonly nation: Address;
  /** A provider to read, a signer to act. Keep the same object as long as the account stays the same. */
  readonly runner: ContractRunner;
  /**
   * Whether what is shown is read again after each event of the nation, and how the chain is watched for them; true if left out. A
   * failed look is tried again by itself: `onFailure` is told.
   */
  readonly live?: boolean | WatchNationOptions;
  readonly children?: ReactNode;
}

/**
 * Connects to a nation, for the hooks inside it. It uses the page's `QueryClientProvider` where there is one.
 *
 * @example
 * <NationProvider nation="0x…" runner={new BrowserProvider(window.ethereum)}>
 *   <Profile />
 * </NationProvider>
 */
export function NationProvider(props: NationProviderProps): ReactNode {
  const outer = useContext(QueryClientContext);
  const [own] = useState(() => outer ?? new QueryClient());
  return createElement(QueryClientProvider, { client: outer ?? own }, createElement(Connection, props));
}

function Connection({ nation: address, runner, live = true, children }: NationProviderProps): ReactNode {
  const queries = useQueryClient();
  const key = useMemo(() => ["civitas", address.toLowerCase(), numberOf(runner)], [address, runner]);
  const options = useMemo(
    () => ({
      queryKey: [...key, "connection"],
      queryKeyHashFn: hashKey,
      queryFn: () => connect(runner, address),
      retry: isWorthRetrying,
      staleTime: Infinity,
      structuralSharing: false,
    }),
    [key, runner, address],
  );
  const connection = useQuery<NationClient>(options);
  const connecting = useCallback(() => queries.fetchQuery<NationClient>(options), [queries, options]);
  const refresh = useCallback(
    () => queries.invalidateQueries({ queryKey: key, predicate: ({ queryKey }) => queryKey.at(-1) !== "connection" }),
    [queries, key],
  );

  const { data: nation } = connection;
  const watched = typeof live === "object" ? live : undefined;
  useEffect(() => {
    if (nation === undefined || live === false) return undefined;
    const watching = nation.watch(() => refresh(), watched);
    // A watch that cannot begin has nothing to end. Its failure is that of the reads, which say so.
    const ending = watching.catch(() => undefined);
    return () => void ending.then((stop) => stop?.());
    // Whoever writes the options in place makes new ones at each rendering: their values count.
  }, [nation, live === false, refresh, watched?.everyMs, watched?.confirmations]);

  const connected = useMemo<Connected>(
    () => ({ key, connection, connecting, refresh }),
    [key, connection, connecting, refresh],
  );
  return createElement(NationContext.Provider, { value: connected }, children);
}
