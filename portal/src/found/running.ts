import type { NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { found, type FoundingProgress, type FoundingRecord, type VerificationReport } from "@civitas/sdk/founding";
import type { Signer } from "ethers";
import { BusyError } from "./faults";
import { browserShelf, journalOn, type Plan } from "./store";

export interface Run {
  readonly status: "idle" | "running" | "stopping" | "stopped" | "done";
  readonly done: readonly FoundingProgress[];
  readonly error: NationError | undefined;
  readonly report: VerificationReport | undefined;
  /** The journal, as it was written last while this window founded. */
  readonly record: FoundingRecord | undefined;
}

/** A stop that its founder asked for. */
class Stopped extends Error {}

const IDLE: Run = { status: "idle", done: [], error: undefined, report: undefined, record: undefined };

let current = IDLE;
const listeners = new Set<() => void>();

function set(change: Partial<Run>): void {
  current = { ...current, ...change };
  for (const changed of listeners) changed();
}

/** The founding of this window: it goes on while its founder looks at another page. */
export const running = {
  now: (): Run => current,
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
  /** Forgets what is over. */
  clear: (): void => {
    if (!isRunning()) set(IDLE);
  },
  start: (plan: Plan, signer: Signer, maxCost: bigint): void => {
    if (isRunning()) return;
    set({ ...IDLE, status: "running" });
    const act = async (): Promise<void> => {
      const founding = await found(plan.charter, signer, {
        requests: plan.requests,
        journal: journalOn(browserShelf, (record) => set({ record })),
        nodeTimeoutMs: 60_000,
        maxCost,
        onProgress: (step) => {
          set({ done: [...current.done, step] });
          if (current.status === "stopping") throw new Stopped();
        },
      });
      set({ status: "done", report: founding.verification });
    };
    alone(act).catch((reason: unknown) =>
      set({ status: "stopped", error: reason instanceof Stopped ? undefined : toNationError(reason) }),
    );
  },
  stop: (): void => set({ status: "stopping" }),
};

const isRunning = (): boolean => current.status === "running" || current.status === "stopping";

/** Lets one window of this browser found at a time: two would take each other's places in the account's order. */
async function alone(act: () => Promise<void>): Promise<void> {
  // Pages that did not come by HTTPS have none.
  const { locks } = navigator as { readonly locks?: LockManager | null };
  if (locks === undefined || locks === null) await act();
  else
    await locks.request("civitas.founding", { ifAvailable: true }, async (lock) => {
      if (lock === null) throw new BusyError();
      await act();
    });
}
