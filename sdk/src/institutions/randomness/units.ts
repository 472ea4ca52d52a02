import { natural, type Unit } from "../../core/units";

/** The number of a request for randomness. */
export type RequestId = Unit<"requestId">;

/**
 * Numbers of requests for randomness.
 *
 * @example
 * requestId.from(1);
 */
export const requestId = {
  from: (raw: bigint | number): RequestId => natural(raw, "a request's number") as RequestId,
} as const;
