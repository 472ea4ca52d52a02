/** Thrown when the embedded chain does not come up, with what it printed or what to do. */
export class ChainError extends Error {
  override readonly name = "ChainError";
}
