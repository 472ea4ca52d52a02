import { getBytes, sha256, toUtf8Bytes, toUtf8String } from "ethers";
import { SDJwtInstance } from "@sd-jwt/core";
import type { Moment } from "../core/units";
import { fromBase64Url, toBase64Url } from "./base64url";
import { CredentialRefusedError } from "./errors";
import type { JsonObject } from "./jwt";

const refused = (detail: string, cause?: unknown): CredentialRefusedError =>
  new CredentialRefusedError({ fault: "disclosure", detail, cause });

/** The digests that stand anywhere in a value, in order. */
function digestsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(digestsIn);
  return Object.entries(value as JsonObject).flatMap(([key, one]) => {
    if (key === "_sd" && Array.isArray(one)) return one.filter((digest) => typeof digest === "string");
    if (key === "..." && typeof one === "string") return [one];
    return digestsIn(one);
  });
}

function disclosedIn(disclosure: string): unknown {
  try {
    const parts: unknown = JSON.parse(toUtf8String(fromBase64Url(disclosure)));
    if (Array.isArray(parts) && (parts.length === 2 || parts.length === 3)) return parts.at(-1);
  } catch (cause) {
    throw refused("a part of it cannot be read", cause);
  }
  throw refused("a part of it cannot be read");
}

/**
 * Whether the issuer signed the digest of everything that is shown, once each: libraries pass over what nobody signed.
 *
 * @throws CredentialRefusedError otherwise.
 */
export function requireDisclosed(presentation: string, payload: JsonObject): void {
  if (payload._sd_alg !== undefined && payload._sd_alg !== "sha-256") throw refused("its digests are not SHA-256");
  const disclosures = presentation.split("~").slice(1, -1);
  const shown = new Map(disclosures.map((one) => [toBase64Url(getBytes(sha256(toUtf8Bytes(one)))), disclosedIn(one)]));
  if (shown.size !== disclosures.length) throw refused("a part of it is shown twice");
  const signed = new Set<string>();
  const due = digestsIn(payload);
  for (let digest = due.pop(); digest !== undefined; digest = due.pop()) {
    if (signed.has(digest)) throw refused("a digest stands twice in it");
    signed.add(digest);
    due.push(...digestsIn(shown.get(digest)));
  }
  if ([...shown.keys()].some((digest) => !signed.has(digest))) throw refused("its issuer did not sign a part of it");
}

/** What JWTs say of themselves. */
const OWN = ["iss", "sub", "iat", "nbf", "exp", "vct", "cnf", "status"];

/** What is shown, put in its places. Signatures were verified before. */
export async function readDisclosed(
  presentation: string,
  { hasher, skew, at }: { hasher: (data: string | ArrayBuffer) => Uint8Array; skew: number; at: Moment },
): Promise<JsonObject> {
  const withoutBinding = presentation.slice(0, presentation.lastIndexOf("~") + 1);
  const reader = new SDJwtInstance({ hasher, hashAlg: "sha-256", verifier: () => true });
  try {
    const { payload } = await reader.verify(withoutBinding, { currentDate: Number(at), skewSeconds: skew });
    return Object.fromEntries(Object.entries(payload as JsonObject).filter(([key]) => !OWN.includes(key)));
  } catch (cause) {
    throw refused("it cannot be put together", cause);
  }
}
