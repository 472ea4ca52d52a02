import { hexlify } from "ethers";
import { InvalidInputError } from "../core/errors";
import { uncompressed, type PublicJwk } from "./keys";

/** What `didRegistry.setAttribute` takes. */
export interface DidAttribute {
  readonly name: string;
  /** A text, or bytes in 0x-hexadecimal. */
  readonly value: string;
}

/** What an age recipient begins with. */
const AGE = "age";

/**
 * A key that signs for an identity, as an attribute: for accounts whose wallet signs no credentials. Stock verifiers take it, P-256
 * (ES256) and secp256k1 (ES256K) alike.
 *
 * @example
 * await nation.didRegistry.setAttribute.wait({ identity, ...keyAttribute(key.publicJwk), validity: seconds.days(365) });
 */
export const keyAttribute = (jwk: PublicJwk): DidAttribute => ({
  name: jwk.crv === "P-256" ? "did/pub/JsonWebKey2020/veriKey" : "did/pub/Secp256k1/veriKey/hex",
  value: uncompressed(jwk),
});

/**
 * The domain that an identity names as its own, as an attribute. Resolvers show it as the service `LinkedDomains`.
 *
 * @example
 * nation.didRegistry.setAttribute.call({ identity: nation.address, ...linkedDomainAttribute("example.org") });
 */
export const linkedDomainAttribute = (domain: string): DidAttribute => ({
  name: "did/svc/LinkedDomains",
  value: `https://${domain}`,
});

/**
 * The key that dossiers are encrypted to, as an attribute: resolvers show it as a key for agreement, X25519.
 *
 * @param recipient An age recipient, `age1…`.
 * @throws {@link InvalidInputError} if it is none, or one that is too long for an attribute.
 *
 * @example
 * const { recipient, secret } = await createDossierKey();
 * await nation.didRegistry.setAttribute.wait({ identity, ...(await dossierKeyAttribute(recipient)) });
 */
export async function dossierKeyAttribute(recipient: string): Promise<DidAttribute> {
  const { bech32 } = await import("@scure/base");
  try {
    const { prefix, bytes } = bech32.decodeToBytes(recipient);
    if (prefix === AGE && bytes.length === 32) return { name: "did/pub/X25519/enc/hex", value: hexlify(bytes) };
  } catch {
    // It is none, as is said below.
  }
  throw new InvalidInputError({ what: "a key for dossiers", found: recipient, allowed: "an age recipient, age1…," });
}

/** The age recipient of a key. */
export async function recipientOf(publicKey: Uint8Array): Promise<string> {
  const { bech32 } = await import("@scure/base");
  return bech32.encodeFromBytes(AGE, publicKey);
}
