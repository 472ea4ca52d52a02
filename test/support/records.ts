import { Result } from "ethers";

/** A struct that a contract returned, as a plain object with its fields' names: what `deep.equal` compares. */
export function recordOf(struct: unknown): Record<string, unknown> {
  if (!(struct instanceof Result)) throw new TypeError("A contract returns structs as ethers Results.");
  return struct.toObject(true);
}
