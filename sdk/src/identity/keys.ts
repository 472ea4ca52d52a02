import { getBytes, hexlify, sha256, SigningKey as EthersKey, toUtf8Bytes } from "ethers";
import { InvalidInputError } from "../core/errors";
import { fromBase64Url, toBase64Url } from "./base64url";

/** The public half of a key, as JOSE writes it. */
export interface PublicJwk {
  readonly kty: "EC";
  readonly crv: "secp256k1" | "P-256";
  readonly x: string;
  readonly y: string;
}

/** A key that signs credentials and presentations. */
export interface CredentialKey {
  readonly algorithm: "ES256K" | "ES256";
  readonly publicJwk: PublicJwk;
  /** Signs a text: 64 bytes, r and s, in base64url. */
  sign(data: string): Promise<string>;
}

/** What of an ethers `Wallet` signs: its key, in memory. */
export interface WalletKey {
  readonly signingKey: Pick<EthersKey, "publicKey" | "sign">;
}

/** A holder's key, as it is kept: whoever has it can present what is bound to it. */
export type SecretJwk = PublicJwk & { readonly d: string };

const digestOf = (data: string): string => sha256(toUtf8Bytes(data));

/** The two numbers of an uncompressed public key. */
function pointOf(publicKey: string): { x: string; y: string } {
  const bytes = getBytes(publicKey);
  return { x: toBase64Url(bytes.slice(1, 33)), y: toBase64Url(bytes.slice(33)) };
}

/**
 * The key of an ethers wallet, for credentials: ES256K. Browser and hardware wallets sign no such texts. Whoever has one lets a
 * delegate sign (`didRegistry.addDelegate`, type `veriKey`), or publishes a key ({@link keyAttribute}).
 *
 * @example
 * const key = walletKey(Wallet.createRandom());
 */
export function walletKey({ signingKey }: WalletKey): CredentialKey {
  return {
    algorithm: "ES256K",
    publicJwk: { kty: "EC", crv: "secp256k1", ...pointOf(EthersKey.computePublicKey(signingKey.publicKey, false)) },
    sign: (data) => {
      const { r, s } = signingKey.sign(digestOf(data));
      return Promise.resolve(toBase64Url(getBytes(r + s.slice(2))));
    },
  };
}

const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNING = { name: "ECDSA", hash: "SHA-256" } as const;

const publicOf = ({ kty, crv, x, y }: PublicJwk): PublicJwk => ({ kty, crv, x, y });

/**
 * A key as it was kept: P-256, which phones' and browsers' own cryptography has (ES256).
 *
 * @throws {@link InvalidInputError} if it is no private key on P-256.
 */
export async function holderKeyFrom(secret: SecretJwk): Promise<CredentialKey> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey("jwk", { ...publicOf(secret), d: secret.d }, P256, false, ["sign"]);
  } catch (cause) {
    const allowed = "what createHolderKey() gave as `secret`";
    throw new InvalidInputError({ what: "a holder's key", found: "what was given", allowed, cause });
  }
  return {
    algorithm: "ES256",
    publicJwk: publicOf(secret),
    sign: async (data) =>
      toBase64Url(new Uint8Array(await crypto.subtle.sign(SIGNING, key, toUtf8Bytes(data) as never))),
  };
}

/**
 * A new key for a holder, P-256. Keep `secret` where nobody else reads it. One key for each private credential keeps verifiers from
 * knowing a holder again by it.
 *
 * @example
 * const { key, secret } = await createHolderKey();
 */
export async function createHolderKey(): Promise<{ readonly key: CredentialKey; readonly secret: SecretJwk }> {
  const { privateKey } = await crypto.subtle.generateKey(P256, true, ["sign", "verify"]);
  const { x, y, d } = await crypto.subtle.exportKey("jwk", privateKey);
  const secret: SecretJwk = { kty: "EC", crv: "P-256", x: x!, y: y!, d: d! };
  return { key: await holderKeyFrom(secret), secret };
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Whether something is a public key that holders have here. */
export const isPublicJwk = (value: unknown): value is PublicJwk => {
  if (typeof value !== "object" || value === null) return false;
  const { kty, crv, x, y } = value as Record<string, unknown>;
  return kty === "EC" && (crv === "P-256" || crv === "secp256k1") && isText(x) && isText(y);
};

/** Whether a key signed a text. */
export async function isSignedWith(jwk: PublicJwk, data: string, signature: string): Promise<boolean> {
  try {
    const bytes = fromBase64Url(signature);
    if (bytes.length !== 64) return false;
    if (jwk.crv === "P-256") {
      const key = await crypto.subtle.importKey("jwk", { ...publicOf(jwk) }, P256, false, ["verify"]);
      return await crypto.subtle.verify(SIGNING, key, bytes as never, toUtf8Bytes(data) as never);
    }
    const [r, s] = [hexlify(bytes.slice(0, 32)), hexlify(bytes.slice(32))];
    return ([27, 28] as const).some((v) => {
      const { x, y } = pointOf(EthersKey.recoverPublicKey(digestOf(data), { r, s, v }));
      return x === jwk.x && y === jwk.y;
    });
  } catch {
    return false; // No point of the curve, or no number of it.
  }
}

/** An uncompressed public key, 65 bytes in hexadecimal. */
export const uncompressed = ({ x, y }: PublicJwk): string =>
  hexlify(new Uint8Array([4, ...fromBase64Url(x), ...fromBase64Url(y)]));
