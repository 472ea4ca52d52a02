import type { Accesses } from "../lower-bound";
import type { Act, Step } from "../measure";
import type { World } from "../world";

/** What asking the authority takes at least: one contract, the role of the function, the membership of the caller. */
export const AUTHORITY = { account: 1, read: 2 } as const satisfies Accesses;

/** What one act may cost. */
export interface Target {
  readonly gas?: number;
  readonly newSlots?: number;
  /** At most this share of what OpenZeppelin's contracts take, in per cent. */
  readonly percentOfBaseline?: number;
}

/** Something that a user does, and what it is measured against. */
export interface Action {
  /** Its key in the record. */
  readonly id: string;
  /** What a reader sees. */
  readonly title: string;
  /** How many acts the transactions hold: figures are shown for each. */
  readonly count?: number;
  /** Prepares it on a copy of the world: a transaction, or several whose sum is shown. */
  readonly prepare: (world: World) => Promise<Act | readonly Step[]>;
  /** The same on OpenZeppelin's contracts. */
  readonly baseline?: (world: World) => Promise<Act>;
  /** How many acts that transaction holds, if not as many. */
  readonly baselineCount?: number;
  /** What any layout must access. */
  readonly accesses: Accesses;
  readonly target?: Target;
  /** What a reader should know of the figure, or of a target that it misses. */
  readonly note?: string;
}

/** The acts of one part of the nation. */
export interface Area {
  readonly title: string;
  readonly actions: readonly Action[];
}
