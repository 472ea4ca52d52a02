import { NationProvider } from "@civitas/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { Provider } from "ethers";
import { lazy, Suspense, useMemo, useState } from "react";
import { ActsProvider } from "./act/acts";
import { NamesContext } from "./parts/people";
import { Bones } from "./parts/states";
import { to, usePlace } from "./router";
import { isAddress, isLocalNode, isNode, useSettings } from "./settings";
import { Shell } from "./shell/Shell";
import { Where } from "./shell/Where";
import { words } from "./shell/words";
import { ActorsProvider, type Actors } from "./wallet/actor";

export interface AppProps {
  /** Opens a node to read from. */
  readonly openReader: (rpc: string) => Provider;
}

/** Founding carries every contract's code: it is loaded when somebody founds, or signs for a nation. */
const FoundPages = lazy(async () => ({ default: (await import("./found/FoundPages")).FoundPages }));

/** The whole page: one nation, read by one node, with one person acting or nobody. */
export function App({ openReader }: AppProps) {
  const { nation, rpc } = useSettings();
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } }));
  const { path } = usePlace();
  const isFounding = /^\/found(\/|$)/.test(path);
  const isWhole = isNode(rpc) && (isFounding || isAddress(nation));
  const reader = useMemo(() => (isWhole ? openReader(rpc) : undefined), [isWhole, rpc, openReader]);
  if (isFounding) {
    return (
      <Suspense fallback={<Bones lines={5} />}>
        <FoundPages reader={reader} rpc={rpc} />
      </Suspense>
    );
  }
  if (reader === undefined) {
    return (
      <main id="main">
        <div className="head">
          <h1 tabIndex={-1}>{words.whichNation}</h1>
          <p className="lead">{words.whichNationLead}</p>
        </div>
        <Where />
        <section className="card">
          <h2>{words.foundTitle}</h2>
          <p>{words.foundLead}</p>
          <div className="row">
            <a className="btn" href={to("/found")}>
              {words.found}
            </a>
          </div>
        </section>
      </main>
    );
  }
  return (
    <QueryClientProvider client={queries}>
      <ActorsProvider key={rpc} rpc={rpc} reader={reader}>
        {(actors) => <Nation nation={nation} rpc={rpc} reader={reader} actors={actors} />}
      </ActorsProvider>
    </QueryClientProvider>
  );
}

interface NationProps {
  readonly nation: string;
  readonly rpc: string;
  readonly reader: Provider;
  readonly actors: Actors;
}

/** A chain of one's own makes blocks only when something happens, and nothing there is undone. */
const LOCAL = { confirmations: 1, everyMs: 1_000 } as const;

function Nation({ nation, rpc, reader, actors: { actor, people } }: NationProps) {
  const names = useMemo(
    () => Object.fromEntries(people.map(({ name, wallet }) => [wallet.address.toLowerCase(), name])),
    [people],
  );
  return (
    <NationProvider nation={nation} runner={actor?.signer ?? reader} {...(isLocalNode(rpc) && { live: LOCAL })}>
      <NamesContext.Provider value={names}>
        <ActsProvider nation={nation}>
          <Shell />
        </ActsProvider>
      </NamesContext.Provider>
    </NationProvider>
  );
}
