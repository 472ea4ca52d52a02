import type { Provider, Signer } from "ethers";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { isLocalNode, kept, keep } from "../settings";
import { useWallets, type FoundWallet } from "./discovery";
import type { DemoPerson } from "./demonstration";

/** Who acts. */
export interface Actor {
  readonly signer: Signer;
  readonly account: string;
  /** What this device calls them; undefined if it knows no name. */
  readonly name: string | undefined;
  readonly kind: "wallet" | "demonstration";
}

export interface Actors {
  /** Undefined while one only reads. */
  readonly actor: Actor | undefined;
  readonly wallets: readonly FoundWallet[];
  /** Who can be acted as without a wallet; empty but on a demonstration's chain. */
  readonly people: readonly DemoPerson[];
  readonly openWallet: (wallet: FoundWallet) => Promise<void>;
  readonly be: (person: DemoPerson) => void;
  readonly leave: () => void;
}

const ActorsContext = createContext<Actors | undefined>(undefined);

export function useActors(): Actors {
  const actors = useContext(ActorsContext);
  if (actors === undefined) throw new TypeError("There is nobody to act here.");
  return actors;
}

const LAST = "civitas.demonstration";

interface ActorsProviderProps {
  readonly rpc: string;
  readonly reader: Provider;
  readonly children: (actors: Actors) => ReactNode;
}

export function ActorsProvider({ rpc, reader, children }: ActorsProviderProps) {
  const wallets = useWallets();
  const [actor, setActor] = useState<Actor>();
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);

  // Which choice was the last one: a wallet that answers later than its person chose anew takes nothing over.
  const turn = useRef(0);

  const be = useCallback(({ index, name, wallet }: DemoPerson) => {
    turn.current += 1;
    keep(LAST, String(index));
    setActor({ signer: wallet, account: wallet.address, name, kind: "demonstration" });
  }, []);
  const leave = useCallback(() => {
    turn.current += 1;
    keep(LAST, undefined);
    setActor(undefined);
  }, []);
  const openWallet = useCallback(
    async ({ provider }: FoundWallet) => {
      const own = ++turn.current;
      const isCurrent = (): boolean => turn.current === own;
      const open = async (): Promise<void> => {
        // Who only reads carries no wallet's code.
        const { WalletSigner } = await import("./signer");
        const signer = await WalletSigner.open(provider, reader);
        const account = await signer.getAddress();
        if (isCurrent()) setActor({ signer, account, name: undefined, kind: "wallet" });
      };
      await open();
      if (!isCurrent()) return;
      keep(LAST, undefined);
      provider.on?.("accountsChanged", (accounts) => {
        if (!isCurrent()) return;
        if (Array.isArray(accounts) && accounts.length > 0) void open().catch(leave);
        else leave();
      });
    },
    [reader, leave],
  );

  useEffect(() => {
    let isCurrent = true;
    setActor(undefined);
    setPeople([]);
    if (!isLocalNode(rpc)) return undefined;
    const find = async (): Promise<void> => {
      const demonstration = await import("./demonstration");
      if ((await reader.getNetwork()).chainId !== demonstration.LOCAL_CHAIN) return;
      const found = demonstration.people(reader);
      if (!isCurrent) return;
      setPeople(found);
      const last = found.find(({ index }) => String(index) === kept(LAST));
      if (last !== undefined) be(last);
    };
    // A node that does not answer is told by what is read from it.
    find().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [rpc, reader, be]);

  const actors = useMemo<Actors>(
    () => ({ actor, wallets, people, openWallet, be, leave }),
    [actor, wallets, people, openWallet, be, leave],
  );
  return <ActorsContext.Provider value={actors}>{children(actors)}</ActorsContext.Provider>;
}
