import type { FoundingRecord, FoundingRequest } from "@civitas/sdk/founding";
import type { Signer } from "ethers";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { check, type Checked } from "./charter";
import { running, type Run } from "./running";
import {
  browserShelf,
  forgetFounding,
  keepDraft,
  keepPlan,
  onOtherWindow,
  readDraft,
  readPlan,
  readRecord,
  type Draft,
  type Plan,
} from "./store";
import { fieldOf, withAt, type Path, type Tree } from "./tree";

export interface FoundingState {
  readonly draft: Draft;
  readonly checked: Checked;
  readonly write: (path: Path, value: unknown) => void;
  readonly change: (change: (tree: Tree) => Tree) => void;
  readonly setDraft: (draft: Draft) => void;
  /** What is wrong at a place; only once somebody wrote there, or asked for everything. */
  readonly faultAt: (path: Path) => string | undefined;
  readonly showAll: () => void;
  readonly plan: Plan | undefined;
  readonly settle: (plan: Plan | undefined) => void;
  readonly putSigned: (request: FoundingRequest) => void;
  /** What a founding on this device has done so far. */
  readonly record: FoundingRecord | undefined;
  readonly run: Run;
  readonly start: (signer: Signer, maxCost: bigint) => void;
  readonly stop: () => void;
  /** Puts away a founding that is over. */
  readonly putAway: () => void;
}

const FoundingContext = createContext<FoundingState | undefined>(undefined);

export function useFounding(): FoundingState {
  const state = useContext(FoundingContext);
  if (state === undefined) throw new TypeError("Nothing is founded here.");
  return state;
}

export function FoundingProvider({ children }: { readonly children: ReactNode }) {
  const [draft, setOwnDraft] = useState(() => readDraft(browserShelf));
  const [plan, setPlan] = useState(() => readPlan(browserShelf));
  const [keptRecord, setRecord] = useState(() => readRecord(browserShelf));
  const run = useSyncExternalStore(running.subscribe, running.now);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const checked = useMemo(() => check(draft.tree), [draft.tree]);

  const setDraft = useCallback((next: Draft) => {
    setOwnDraft(next);
    keepDraft(next);
  }, []);
  const change = useCallback((by: (tree: Tree) => Tree) => {
    setOwnDraft((before) => {
      const next = { ...before, tree: by(before.tree) };
      keepDraft(next);
      return next;
    });
  }, []);
  const write = useCallback(
    (path: Path, value: unknown) => {
      setTouched((before) => new Set(before).add(fieldOf(path)));
      change((tree) => withAt(tree, path, value) as Tree);
    },
    [change],
  );
  const faultAt = useCallback(
    (path: Path): string | undefined => {
      const field = fieldOf(path);
      if (!isAll && !touched.has(field)) return undefined;
      return checked.problems.find((problem) => problem.field === field)?.message;
    },
    [checked, touched, isAll],
  );
  const settle = useCallback((next: Plan | undefined) => {
    keepPlan(browserShelf, next);
    setPlan(next);
  }, []);
  const putSigned = useCallback(
    (request: FoundingRequest) => {
      // Another window may have taken a signature since.
      const now = readPlan(browserShelf);
      if (now === undefined) return;
      const requests = now.requests.map((one) => (one.citizen.index === request.citizen.index ? request : one));
      settle({ ...now, requests });
    },
    [settle],
  );
  useEffect(
    () =>
      onOtherWindow(() => {
        setOwnDraft(readDraft(browserShelf));
        setPlan(readPlan(browserShelf));
        setRecord(readRecord(browserShelf));
        running.clear();
      }),
    [],
  );

  useEffect(() => running.clear(), []);
  const record = run.record ?? keptRecord;
  const start = useCallback(
    (signer: Signer, maxCost: bigint) => {
      if (plan !== undefined) running.start(plan, signer, maxCost);
    },
    [plan],
  );
  const putAway = useCallback(() => {
    forgetFounding(browserShelf);
    setPlan(undefined);
    setRecord(undefined);
    running.clear();
  }, []);

  const state = useMemo<FoundingState>(
    () => ({
      draft,
      checked,
      write,
      change,
      setDraft,
      faultAt,
      showAll: () => setAll(true),
      plan,
      settle,
      putSigned,
      record,
      run,
      start,
      stop: running.stop,
      putAway,
    }),
    [draft, checked, write, change, setDraft, faultAt, plan, settle, putSigned, record, run, start, putAway],
  );
  return <FoundingContext.Provider value={state}>{children}</FoundingContext.Provider>;
}
