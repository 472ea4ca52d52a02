/** Whether an answer came, and it is not what the contract asked for would give: none stands there, or another one. */
export function isForeignAnswer(failure: unknown): boolean {
  if (typeof failure !== "object" || failure === null) return false;
  const { code, value, shortMessage } = failure as Readonly<Record<string, unknown>>;
  if (code === "BUFFER_OVERRUN") return true;
  return code === "BAD_DATA" && typeof value === "string" && /decode/.test(String(shortMessage));
}

/** How an answer begins that the reader gives as data of a revert, as it is too long for a contract's code. */
export const LONG_ANSWER = "0xbdd21d4c"; // Reader_Results(uint256,uint256,(bool,bytes)[])

/** Whether what ethers takes for a refusal is such an answer. */
export function isLongAnswer(failure: unknown): boolean {
  const { data } = Object(failure) as { readonly data?: unknown };
  return typeof data === "string" && data.startsWith(LONG_ANSWER);
}
