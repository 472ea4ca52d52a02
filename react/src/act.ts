import {
  NationError,
  StillPendingError,
  type Call,
  type Estimate,
  type NationClient,
  type PendingWrite,
  type SendOptions,
} from "@civitas/sdk";
import type { Included } from "@civitas/sdk/core";
import type { DescribedCall } from "@civitas/sdk/words";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { useConnected } from "./context";

/** What the hook needs of an act of the SDK. */
interface Sendable<Params, Result> {
  (params: Params, overrides?: SendOptions): Promise<PendingWrite<Result>>;
  call(params: Params): Call | Promise<Call>;
  estimate(params: Params): Promise<Estimate>;
}

/** What an act would do, and what it would take. */
export interface Preview {
  /** In words, such as "Pay 10 civic coin to citizen 3 (0x…)". */
  readonly described: DescribedCall;
  readonly estimate: Estimate;
}

/** `asking`: the wallet is asked. `sent`: the transaction waits to be included. */
export type ActStatus = "idle" | "asking" | "sent" | "included" | "failed";

/** How far an act is. */
export interface ActState<Result> {
  readonly status: ActStatus;
  /** The transaction's hash, once it was sent. */
  readonly hash: string | undefined;
  /** What happened, by the names of the contract's events. */
  readonly result: Included<Result> | undefined;
  /** Why it was not sent, or failed. */
  readonly error: NationError | undefined;
}

/** One act of the SDK, and how far it is. */
export interface Act<Params, Result> extends ActState<Result> {
  /** Whether it is on its way: asked for or sent, and not included yet. */
  readonly isBusy: boolean;
  /**
   * Sends it and waits until it is included, then reads again what is shown. While one is on its way it sends nothing, and waits for
   * that one: two clicks are one act.
   *
   * @returns What happened; undefined if it failed, which `error` tells.
   */
  send(params: Params, options?: SendOptions): Promise<Included<Result> | undefined>;
  /** What it would do and take. Nothing is sent. Throws what sending would. */
  preview(params: Params): Promise<Preview>;
  /** Forgets how the last one ended. */
  reset(): void;
}

export interface ActOptions<Result> {
  /** Called at each step with how far it is, also when the component that sent it has gone: for a list of what was sent. */
  readonly onStep?: (state: ActState<Result>) => void;
}

const nothing = { status: "idle", hash: undefined, result: undefined, error: undefined } as const;

/**
 * Waits for what was sent. A node that does not know it any more is no reason to send it again: unless the caller said how long to
 * wait, it is waited for on.
 */
async function included<Result>(
  sent: PendingWrite<Result>,
  confirmations: number | undefined,
  timeout: number | undefined,
  tell: (error: NationError) => void,
): Promise<Included<Result>> {
  const options = { ...(confirmations !== undefined && { confirmations }), ...(timeout !== undefined && { timeout }) };
  for (;;) {
    try {
      return await sent.wait(options);
    } catch (error) {
      if (!(error instanceof StillPendingError) || timeout !== undefined) throw error;
      tell(error);
    }
  }
}

/**
 * An act of the nation as a button needs it.
 *
 * @example
 * const { send, isBusy, status, hash, error } = useAct((nation) => nation.coin.transfer);
 * <button disabled={isBusy} onClick={() => void send({ to, amount })}>Pay</button>
 */
export function useAct<Params, Result>(
  select: (nation: NationClient) => Sendable<Params, Result>,
  { onStep }: ActOptions<Result> = {},
): Act<Params, Result> {
  const { connecting, refresh } = useConnected();
  const [state, change] = useReducer(
    (before: ActState<Result>, after: Partial<ActState<Result>>): ActState<Result> => ({ ...before, ...after }),
    nothing,
  );
  const running = useRef<Promise<Included<Result> | undefined>>(undefined);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const chosen = useRef(select);
  chosen.current = select;
  const told = useRef(onStep);
  told.current = onStep;

  const send = useCallback(
    (params: Params, options: SendOptions = {}): Promise<Included<Result> | undefined> => {
      const listener = told.current;
      let last: ActState<Result> = nothing;
      const tell = (news: Partial<ActState<Result>>): void => {
        last = { ...last, ...news };
        listener?.(last);
        if (isMounted.current) change(news);
      };
      const run = async (): Promise<Included<Result> | undefined> => {
        tell({ ...nothing, status: "asking" });
        const { confirmations, timeout, ...overrides } = options;
        try {
          const sent = await chosen.current(await connecting())(params, overrides);
          tell({ status: "sent", hash: sent.hash });
          const result = await included(sent, confirmations, timeout, (error) => tell({ error }));
          tell({ status: "included", result, error: undefined });
          void refresh();
          return result;
        } catch (error) {
          // What is no failure of the SDK is a fault of the page.
          const failure = error instanceof NationError ? error : undefined;
          tell({ status: "failed", error: failure });
          if (failure === undefined) throw error;
          return undefined;
        } finally {
          running.current = undefined;
        }
      };
      running.current ??= run();
      return running.current;
    },
    [connecting, refresh],
  );

  const preview = useCallback(
    async (params: Params): Promise<Preview> => {
      const nation = await connecting();
      const write = chosen.current(nation);
      const [described, estimate] = await Promise.all([
        Promise.resolve(write.call(params)).then((call) => nation.describeCall(call)),
        write.estimate(params),
      ]);
      return { described, estimate };
    },
    [connecting],
  );

  const isBusy = state.status === "asking" || state.status === "sent";
  const reset = useCallback(() => {
    if (running.current === undefined) change(nothing);
  }, []);
  return { ...state, isBusy, send, preview, reset };
}
