import { requestId } from "./units";

/** The number of a round; undefined if a block decides alone. */
export const someRound = (raw: bigint): number | undefined => (raw === 0n ? undefined : Number(raw));

/** The units of the events of a source of randomness. */
export const randomnessEventUnits = {
  requestId: requestId.from,
  round: someRound,
  "RoundVerified.round": Number,
  fallbacks: Number,
  blockNumber: Number,
  attempt: Number,
} as const;

/** The units of the events of a source of randomness. */
export type RandomnessEventUnits = typeof randomnessEventUnits;
