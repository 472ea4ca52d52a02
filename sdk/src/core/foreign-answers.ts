/** Whether an answer came, and it is not what the contract asked for would give: none stands there, or another one. */
export function isForeignAnswer(failure: unknown): boolean {
  if (typeof failure !== "object" || failure === null) return false;
  const { code, value, shortMessage } = failure as Readonly<Record<string, unknown>>;
  if (code === "BUFFER_OVERRUN") return true;
  return code === "BAD_DATA" && typeof value === "string" && /decode/.test(String(shortMessage));
}
