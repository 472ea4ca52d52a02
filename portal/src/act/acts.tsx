import { useNation } from "@civitas/react";
import {
  createContext,
  lazy,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react";
import type { Intended } from "./intend";
import { Journal } from "./journal";

/** Loaded with the first act: who only reads carries none of it. */
const ActSheet = lazy(async () => ({ default: (await import("./ActSheet")).ActSheet }));

interface Acts {
  readonly journal: Journal;
  /** Opens the sheet of an act: nothing is sent before its person says so there. */
  readonly open: (intended: Intended) => void;
}

const ActsContext = createContext<Acts | undefined>(undefined);

export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (acts === undefined) throw new TypeError("No act begins here.");
  return acts;
}

/** How often what was sent before a reload is looked for. */
const EVERY_MS = 4_000;

/** Looks for what was sent and not seen included when the page was left. */
function useResumed(journal: Journal): void {
  const { data: nation } = useNation();
  useEffect(() => {
    const provider = nation?.contract.runner?.provider;
    if (provider === undefined || provider === null) return undefined;
    // What a wallet was asked for when the page went away: the wallet alone knows what became of it.
    for (const { id, status } of journal.entries()) if (status === "asked") journal.update(id, { status: "unknown" });
    let lost = journal.entries().filter(({ status, hash }) => status === "sent" && hash !== undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      for (const { id, hash } of lost) {
        const receipt = await provider.getTransactionReceipt(hash!).catch(() => null);
        if (receipt === null) continue;
        journal.update(id, { status: receipt.status === 0 ? "failed" : "included" });
        lost = lost.filter((one) => one.id !== id);
      }
      if (!isOver && lost.length > 0) timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // Once for each nation: what is sent from here on is followed where it is sent.
  }, [journal, nation?.address]);
}

export function ActsProvider({ nation, children }: { readonly nation: string; readonly children: ReactNode }) {
  const journal = useMemo(() => new Journal(nation), [nation]);
  const [shown, show] = useState<{ readonly id: number; readonly intended: Intended }>();
  const open = useCallback((intended: Intended) => show((last) => ({ id: (last?.id ?? 0) + 1, intended })), []);
  useResumed(journal);
  const acts = useMemo(() => ({ journal, open }), [journal, open]);
  return (
    <ActsContext.Provider value={acts}>
      {children}
      {shown !== undefined && (
        <Suspense fallback={null}>
          <ActSheet
            key={shown.id}
            intended={shown.intended}
            journal={journal}
            onClose={() => show((last) => (last?.id === shown.id ? undefined : last))}
          />
        </Suspense>
      )}
    </ActsContext.Provider>
  );
}
