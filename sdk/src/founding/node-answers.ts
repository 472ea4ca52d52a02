import { isError } from "ethers";

// Nodes agree on no codes for these: their words decide.
const UNDERPRICED = /underpriced|fee cap|max ?fee ?per ?gas|base ?fee/i;
const KNOWN =
  /already (known|imported|exists)|known transaction|nonce too low|nonce has already been used|in (the )?(mem)?pool/i;
const NO_FUNDS = /insufficient (funds|balance)|enough funds/i;
const REVERTED = /revert/i;
const TOO_BIG = /exceeds (the )?(allowance|cap|block gas limit)|greater than the cap|out ?of ?gas/i;

/** Whether the node finds the fees too low. */
export const isUnderpriced = (error: unknown): boolean => UNDERPRICED.test(messageOf(error));

/** Whether the node has the transaction, or its effect, already. */
export const isKnown = (error: unknown): boolean => KNOWN.test(messageOf(error));

/** Whether the account cannot pay. */
export const lacksFunds = (error: unknown): boolean =>
  isError(error, "INSUFFICIENT_FUNDS") || NO_FUNDS.test(messageOf(error));

/** Whether the call would revert. */
export const isRevert = (error: unknown): boolean =>
  isError(error, "CALL_EXCEPTION") || REVERTED.test(messageOf(error));

/** Whether the call would take more gas than there may be. */
export const isTooBig = (error: unknown): boolean => TOO_BIG.test(messageOf(error));

/** Whether the node has answered, rather than been silent or unintelligible. */
export const isAnswer = (error: unknown): boolean =>
  !isError(error, "NETWORK_ERROR") &&
  !isError(error, "SERVER_ERROR") &&
  !isError(error, "TIMEOUT") &&
  !isError(error, "BAD_DATA");

/** Everything that a node said, however deep it is wrapped. */
function messageOf(error: unknown): string {
  const words: string[] = [];
  for (let one = error, depth = 0; typeof one === "object" && one !== null && depth < 5; ++depth) {
    const { message, shortMessage, error: inner, info, cause } = one as Record<string, unknown>;
    words.push(...[message, shortMessage].filter((word) => typeof word === "string"));
    one = inner ?? (info as { error?: unknown } | undefined)?.error ?? cause;
  }
  return words.join(" ");
}
