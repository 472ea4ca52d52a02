import type { Touches } from "../floor";
import type { Act } from "../measure";
import type { World } from "../world";

/** What one act may cost. */
export interface Target {
  readonly gas?: number;
  readonly newSlots?: number;
  /** At most this share of what OpenZeppelin's contracts take, in per cent. */
  readonly percentOfPlain?: number;
}

/** Something that a user does, and what it is measured against. */
export interface Action {
  /** Its key in the record. */
  readonly id: string;
  /** What a reader sees. */
  readonly title: string;
  /** How many acts the transaction holds: figures are shown for each. */
  readonly count?: number;
  /** Prepares it on a copy of the world. */
  readonly prepare: (world: World) => Promise<Act>;
  /** The same on OpenZeppelin's contracts. */
  readonly plain?: (world: World) => Promise<Act>;
  /** How many acts that transaction holds, if not as many. */
  readonly plainCount?: number;
  /** What any layout has to touch. */
  readonly touches: Touches;
  readonly target?: Target;
  /** What a reader should know of the figure, or of a target that it misses. */
  readonly note?: string;
}

/** The acts of one part of the nation. */
export interface Area {
  readonly title: string;
  readonly actions: readonly Action[];
}
