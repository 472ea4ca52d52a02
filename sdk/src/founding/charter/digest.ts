import { keccak256, toUtf8Bytes } from "ethers";
import type { Charter } from "./schema";

/** A digest of a charter, the same for the same content. */
export const charterHashOf = (charter: Charter): string => keccak256(toUtf8Bytes(canonical(charter)));

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key, item]) => item !== undefined && key !== "$schema");
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(",")}}`;
}
