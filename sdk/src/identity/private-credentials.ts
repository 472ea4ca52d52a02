import { getBytes, randomBytes, sha256, toUtf8Bytes } from "ethers";
import { SDJwtInstance } from "@sd-jwt/core";
import type { Connection } from "../core/directory";
import { InvalidInputError } from "../core/errors";
import { withNationErrors } from "../core/failures";
import { type Moment } from "../core/units";
import type { SchemaId } from "../institutions/attestations/units";
import { newAnchor, readAnchor, requireIssuer, verifyAnchor } from "./anchors";
import { toBase64Url } from "./base64url";
import {
  issued,
  issuerIn,
  present,
  requireInTime,
  requireSchema,
  requireSigned,
  SKEW,
  type ExpectedCredential,
  type IssuedCredential,
  type Issuer,
  type VerifiedCredential,
} from "./credentials";
import { didResolver } from "./dids";
import { readDisclosed, requireDisclosed } from "./disclosures";
import { CredentialRefusedError } from "./errors";
import { isObject, methodOfKey, readJwt, type JsonObject } from "./jwt";
import { isPublicJwk, isSignedWith, type CredentialKey, type PublicJwk } from "./keys";
import { requireAnswer } from "./presentations";
import type { PresentationRequest, PresentationRequests } from "./requests";

/** The media type of the credential, which had the second name in earlier drafts. */
const SD_JWT_VC = "dc+sd-jwt";
const FORMER_TYPE = "vc+sd-jwt";

/** What a claim cannot be named: it says something of the credential itself. */
const RESERVED = ["iss", "sub", "aud", "iat", "nbf", "exp", "jti", "cnf", "vct", "status", "_sd", "_sd_alg", "..."];

/** What hides how many things there are: so many at least, and always a power of two. */
const LEAST_DIGESTS = 4;

const decoysFor = (count: number): number => 2 ** Math.ceil(Math.log2(Math.max(LEAST_DIGESTS, count))) - count;

interface Frame {
  readonly _sd: (string | number)[];
  readonly _sd_decoy: number;
  readonly [key: string]: unknown;
}

const isNested = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Everything is shown by itself or not at all, however deep. */
function frameOf(value: object): Frame {
  const entries = Object.entries(value) as [string, unknown][];
  for (const [key] of entries)
    if (key.includes(".") || RESERVED.includes(key))
      throw new InvalidInputError({ what: "a claim", found: key, allowed: "a name without dots that JWTs do not use" });
  const nested = entries.filter(([, one]) => isNested(one)).map(([key, one]) => [key, frameOf(one as object)] as const);
  const keys = entries.map(([key]) => (Array.isArray(value) ? Number(key) : key));
  return { ...Object.fromEntries(nested), _sd: keys, _sd_decoy: decoysFor(keys.length) };
}

const hasher = (data: string | ArrayBuffer): Uint8Array =>
  getBytes(sha256(typeof data === "string" ? toUtf8Bytes(data) : new Uint8Array(data)));

const HASHING = {
  hasher,
  hashAlg: "sha-256",
  saltGenerator: (length: number) => toBase64Url(randomBytes(length)),
} as const;

/** The issuer's JWT in a credential or a presentation. */
const issuersJwt = (compact: string): string => compact.split("~", 1)[0];

/**
 * Issues a private credential, an SD-JWT VC: its holder shows of it what is asked, and nothing else. On chain it names nobody. It is
 * bound to the holder's key, and presented with that alone.
 *
 * It counts once its content is attested.
 *
 * @param parameters.holderKey The public half of the holder's key: `key.publicJwk`.
 * @param parameters.claims What it says. Everything in it is shown by itself: `vaccinations.1` is the second of a list.
 * @param parameters.until When it ends; never if left out.
 * @throws InvalidInputError if the key is none of the issuer's, or a claim has a name that JWTs use.
 *
 * @example
 * const { credential, content } = await issuePrivateCredential({
 *   connection,
 *   issuer: { did, key },
 *   holderKey,
 *   type: "DriversLicence",
 *   schemaId,
 *   claims: { name: "Ada", class: "B", ...ageClaims({ birthDate: "1990-01-31", on: new Date() }) },
 * });
 * await nation.attestations.attest.wait({ contents: [content] });
 */
export const issuePrivateCredential = (parameters: {
  readonly connection: Connection;
  readonly issuer: Issuer;
  readonly holderKey: PublicJwk;
  readonly type: string;
  readonly schemaId: SchemaId;
  readonly claims: JsonObject;
  readonly until?: Moment;
  /** The present if left out. */
  readonly from?: Moment;
}): Promise<IssuedCredential> =>
  withNationErrors(async () => {
    const { connection, issuer, holderKey, type, schemaId, claims, until, from = present() } = parameters;
    const frame = frameOf(claims);
    if (!isPublicJwk(holderKey))
      throw new InvalidInputError({ what: "a holder's key", found: "what was given", allowed: "key.publicJwk" });
    const method = await methodOfKey({ resolver: didResolver(connection), ...issuer, purpose: "assertionMethod" });
    const claim = await newAnchor({ connection, schemaId, recipient: undefined, until });
    const { kty, crv, x, y } = holderKey;
    const payload = {
      ...claims,
      iss: issuer.did,
      nbf: Number(from),
      ...(until !== undefined && { exp: Number(until) }),
      vct: type,
      cnf: { jwk: { kty, crv, x, y } },
      status: { attestation: claim },
    };
    const signing = { ...HASHING, signer: (data: string) => issuer.key.sign(data), signAlg: issuer.key.algorithm };
    const credential = await new SDJwtInstance(signing).issue(payload as never, frame as never, {
      header: { typ: SD_JWT_VC, kid: method.id },
    });
    return issued(connection, claim, { jwt: issuersJwt(credential), credential });
  });

/** The parts that paths name, and those that contain them, as the library takes them. */
function shownFrame(paths: readonly string[]): Record<string, unknown> {
  const frame: Record<string, unknown> = {};
  for (const path of paths) {
    let at = frame;
    const keys = path.split(".");
    for (const key of keys.slice(0, -1)) at = (isNested(at[key]) ? at[key] : (at[key] = {})) as Record<string, unknown>;
    at[keys.at(-1)!] ??= true;
  }
  return frame;
}

/**
 * Presents a private credential: shows the verifier what the paths name, and proves by the holder's key that it is for this verifier, now.
 *
 * @param parameters.show Such as `["class"]`, `["age_equal_or_over.18"]` or `["vaccinations.1"]`, each with all that stands inside it.
 * @throws InvalidInputError if the credential contains no such thing, CredentialRefusedError if it cannot be read or the key is another.
 *
 * @example
 * const presentation = await presentPrivateCredential({ credential, show: ["class"], key, request });
 */
export const presentPrivateCredential = (parameters: {
  readonly credential: string;
  readonly show: readonly string[];
  readonly key: CredentialKey;
  readonly request: PresentationRequest;
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<string> =>
  withNationErrors(async () => {
    const { credential, show, key, request, at = present() } = parameters;
    const { payload } = readJwt(issuersJwt(credential));
    const { jwk } = isObject(payload.cnf) ? payload.cnf : {};
    if (!isPublicJwk(jwk) || jwk.x !== key.publicJwk.x || jwk.y !== key.publicJwk.y)
      throw new CredentialRefusedError({ fault: "holder", detail: "it is bound to another key" });
    const holding = new SDJwtInstance({ ...HASHING, kbSigner: (data) => key.sign(data), kbSignAlg: key.algorithm });
    const known = await holding.presentableKeys(credential);
    const unknown = show.find((path) => !known.includes(path));
    if (unknown !== undefined)
      throw new InvalidInputError({ what: "what to show", found: unknown, allowed: known.join(", ") });
    const answer = { iat: Number(at), aud: request.audience, nonce: request.nonce };
    const all = known.filter((path) => show.some((one) => path === one || path.startsWith(`${one}.`)));
    return holding.present(credential, shownFrame(all) as never, { kb: { payload: answer } });
  });

/** Whether the holder's key signed exactly what is shown. */
async function requireHolder(presentation: string, cnf: unknown, at: Moment): Promise<void> {
  const refused = (detail: string): CredentialRefusedError => new CredentialRefusedError({ fault: "holder", detail });
  const end = presentation.lastIndexOf("~") + 1;
  const { header, payload, data, signature } = readJwt(presentation.slice(end));
  const { jwk } = isObject(cnf) ? cnf : {};
  if (!isPublicJwk(jwk)) throw refused("it is bound to no key");
  const algorithm = jwk.crv === "P-256" ? "ES256" : "ES256K";
  if (header.typ !== "kb+jwt" || header.alg !== algorithm || !(await isSignedWith(jwk, data, signature)))
    throw refused("its key did not sign");
  const shown = toBase64Url(hasher(presentation.slice(0, end)));
  if (payload.sd_hash !== shown)
    throw new CredentialRefusedError({ fault: "disclosure", detail: "the holder signed something else" });
  if (typeof payload.iat !== "number") throw refused("it does not say when it was presented");
  requireInTime({ iat: payload.iat }, at);
}

/**
 * Verifies a private credential that its holder presents: what is shown is what the issuer signed, the holder's key answers an open
 * request of this verifier's for the first time, and all that {@link verifyCredential} verifies of the issuer and of the attestation.
 *
 * @param parameters.required What must be shown, such as `["age_equal_or_over.18"]`.
 * @throws {@link CredentialRefusedError}, whose `fault` says why.
 *
 * @example
 * const { claims } = await verifyPrivatePresentation({ connection, presentation, requests, expected: { type: "DriversLicence", schemaId } });
 */
export const verifyPrivatePresentation = (parameters: {
  readonly connection: Connection;
  readonly presentation: string;
  readonly requests: PresentationRequests;
  readonly expected: ExpectedCredential;
  readonly required?: readonly string[];
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<VerifiedCredential> =>
  withNationErrors(async () => {
    const { connection, presentation, requests, expected, required = [], at = present() } = parameters;
    const jwt = issuersJwt(presentation);
    const { payload, header } = readJwt(jwt);
    if (header.typ !== SD_JWT_VC && header.typ !== FORMER_TYPE)
      throw new CredentialRefusedError({ fault: "malformed", detail: "no SD-JWT VC" });
    const { status, cnf, vct } = payload;
    const claim = await readAnchor(connection, isObject(status) ? status.attestation : undefined);
    const issuer = issuerIn(payload, expected);
    if (vct !== expected.type) throw new CredentialRefusedError({ fault: "type", detail: String(vct) });
    requireSchema(claim, expected);
    const end = presentation.lastIndexOf("~") + 1;
    if (end === presentation.length)
      throw new CredentialRefusedError({ fault: "holder", detail: "nobody signed the presentation" });
    const nonce = requireAnswer(readJwt(presentation.slice(end)).payload, requests);
    await requireSigned(connection, jwt, { did: issuer, purpose: "assertionMethod" });
    requireDisclosed(presentation, payload);
    await requireHolder(presentation, cnf, at);
    const until = requireInTime(payload, at);
    const claims = await readDisclosed(presentation, { hasher, skew: SKEW, at });
    const missing = required.find((path) => !isShown(claims, path));
    if (missing !== undefined) throw new CredentialRefusedError({ fault: "missing", detail: missing });
    const { uid, attesters } = await verifyAnchor({ connection, claim, jwt, at });
    await requireIssuer(connection, issuer, attesters);
    requests.close(nonce);
    return { issuer, subject: undefined, type: expected.type, claims, uid, attesters, until };
  });

function isShown(claims: JsonObject, path: string): boolean {
  let at: unknown = claims;
  for (const key of path.split(".")) {
    if (!isNested(at) || !Object.hasOwn(at, key)) return false;
    at = (at as JsonObject)[key];
  }
  return true;
}
