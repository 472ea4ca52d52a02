import type { Call, Estimate, NationClient, PendingWrite, SendOptions } from "@civitas/sdk";
import type { ReactNode } from "react";

/** What an act of the SDK must be able to do. */
export interface Sendable<Params, Result> {
  (params: Params, overrides?: SendOptions): Promise<PendingWrite<Result>>;
  call(params: Params): Call | Promise<Call>;
  estimate(params: Params): Promise<Estimate>;
}

/** What an act is about, whatever it is. */
interface About {
  /** A deed: "Vote for this proposal". */
  readonly title: string;
  /** What it costs beside gas, and what of it comes back. */
  readonly costs?: readonly ReactNode[];
  /** What others see; that everybody sees it, if nothing is said. */
  readonly seen?: string;
  /** What comes after it, once a block includes it. */
  readonly then?: string;
  /** Says whether what it takes must be signed before: sealing a vote asks for a signature to look at, which a preview does not want. */
  readonly signsFirst?: boolean;
  readonly onIncluded?: () => void;
}

/** Something that a person means to do, with everything that it takes. */
export interface Intended extends About {
  readonly select: (nation: NationClient) => Sendable<unknown, unknown>;
  readonly params: unknown;
}

/** Keeps an act and what it takes together, so that each fits the other. */
export const intend = <Params, Result>(
  about: About & {
    readonly select: (nation: NationClient) => Sendable<Params, Result>;
    readonly params: Params;
  },
): Intended => about as unknown as Intended;
