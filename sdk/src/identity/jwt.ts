import { computeAddress, hexlify, SigningKey as EthersKey, toUtf8Bytes, toUtf8String } from "ethers";
import type { VerificationMethod } from "did-resolver";
import { InvalidInputError } from "../core/errors";
import { fromBase64Url, toBase64Url } from "./base64url";
import { accountIn, type DidDocument, type DidResolver } from "./dids";
import { CredentialRefusedError, DidError } from "./errors";
import { uncompressed, type CredentialKey, type PublicJwk } from "./keys";

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const part = (value: object): string => toBase64Url(toUtf8Bytes(JSON.stringify(value)));

/** Signs a JWT with exactly this header, `alg` added. */
export async function signJwt(header: object, payload: object, key: CredentialKey): Promise<string> {
  const data = `${part({ alg: key.algorithm, ...header })}.${part(payload)}`;
  return `${data}.${await key.sign(data)}`;
}

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(toUtf8String(fromBase64Url(text)));
  if (!isObject(value)) throw new CredentialRefusedError({ fault: "malformed", detail: "no JSON object" });
  return value;
}

/** The longest text that is read. */
const MAX = 1_000_000;

/** A JWT, taken apart, its signature not verified. */
export function readJwt(jwt: unknown): {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly data: string;
  readonly signature: string;
} {
  if (typeof jwt !== "string" || jwt.length > MAX || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt))
    throw new CredentialRefusedError({ fault: "malformed", detail: "no signed JWT" });
  const [header, payload, signature] = jwt.split(".");
  try {
    return { header: objectIn(header), payload: objectIn(payload), data: `${header}.${payload}`, signature };
  } catch (cause) {
    throw new CredentialRefusedError({ fault: "malformed", detail: "a JWT without JSON in it", cause });
  }
}

/** What a key may be used for. */
export type Purpose = "assertionMethod" | "authentication";

/** The methods of a document that may be used for something. */
function methodsFor(document: DidDocument, purpose: Purpose): VerificationMethod[] {
  const named = (document[purpose] ?? []).map((one) => (typeof one === "string" ? one : one.id));
  return (document.verificationMethod ?? []).filter(({ id }) => named.includes(id));
}

const isMethodOf = (jwk: PublicJwk) => {
  const full = uncompressed(jwk);
  const isEthereum = jwk.crv === "secp256k1";
  const keys = isEthereum ? [full, EthersKey.computePublicKey(full, true)] : [full];
  return (method: VerificationMethod): boolean => {
    const account = accountIn(method);
    if (account !== undefined) return isEthereum && account.toLowerCase() === computeAddress(full).toLowerCase();
    return method.publicKeyHex !== undefined && keys.includes(`0x${method.publicKeyHex.toLowerCase()}`);
  };
};

/** A document, or why there is none. */
export async function documentOf(resolver: DidResolver, did: string): Promise<DidDocument> {
  const { didDocument, didDocumentMetadata, didResolutionMetadata } = await resolver.resolve(did);
  if (didDocument === null) {
    const { error = "unknown", message } = didResolutionMetadata as { error?: string; message?: string };
    throw new DidError({ fault: "unresolved", did, reason: message ?? error });
  }
  if (didDocumentMetadata.deactivated === true) throw new DidError({ fault: "deactivated", did });
  return didDocument;
}

/**
 * The method of an identity by which a key signs for it.
 *
 * @throws {@link InvalidInputError} if the identity has no such key: nobody would take what it signs.
 */
export async function methodOfKey(parameters: {
  readonly resolver: DidResolver;
  readonly did: string;
  readonly key: CredentialKey;
  readonly purpose: Purpose;
}): Promise<VerificationMethod> {
  const { resolver, did, key, purpose } = parameters;
  const document = await documentOf(resolver, did);
  const found = methodsFor(document, purpose).find(isMethodOf(key.publicJwk));
  if (found !== undefined) return found;
  const allowed = `a key of ${did}: its owner's, a delegate's, or one that it names (keyAttribute),`;
  throw new InvalidInputError({ what: "a key that signs", found: hexlify(uncompressed(key.publicJwk)), allowed });
}
