import { hexlify, randomBytes } from "ethers";
import { verifyJWT } from "did-jwt";
import type { Address } from "../core/address";
import type { Connection } from "../core/directory";
import { InvalidInputError } from "../core/errors";
import { withNationErrors } from "../core/failures";
import { moment, type Moment } from "../core/units";
import { attestationsClient } from "../institutions/attestations/client";
import type { AttestationContent } from "../institutions/attestations/types";
import type { SchemaId } from "../institutions/attestations/units";
import type { CitizenId } from "../institutions/citizenship/units";
import {
  anchorContent,
  newAnchor,
  readAnchor,
  recipientOfCitizen,
  requireIssuer,
  requireRecipient,
  verifyAnchor,
  type AnchorClaim,
} from "./anchors";
import { didResolver } from "./dids";
import { CredentialRefusedError } from "./errors";
import { documentOf, isObject, methodOfKey, readJwt, signJwt, type JsonObject, type Purpose } from "./jwt";
import type { CredentialKey } from "./keys";

/** Who issues: the nation, or a citizen who is accredited for the schema, by a key of the identity. */
export interface Issuer {
  readonly did: string;
  readonly key: CredentialKey;
}

/** A credential that does not count yet: it does as soon as `content` is attested. */
export interface IssuedCredential {
  /** For the holder. */
  readonly credential: string;
  /** For `attestations.attest`, or for `signAttestation` where the schema takes several attesters. */
  readonly content: AttestationContent;
  /** The attestation's id to be: `attestations.revoke` takes it. */
  readonly uid: string;
}

/** What a verifier takes. */
export interface ExpectedCredential {
  /** The kind, such as `DriversLicence`. */
  readonly type: string;
  /** The schema under which the kind is attested, see {@link credentialSchemas}: anybody accredited for another could name any kind. */
  readonly schemaId: SchemaId;
  /** Whose alone is taken; those of all who may issue if left out. */
  readonly issuer?: string;
}

/** A credential that counts. */
export interface VerifiedCredential {
  readonly issuer: string;
  /** Whom it is about; undefined if that is private. */
  readonly subject: string | undefined;
  readonly type: string;
  /** What it says: of a private one, what was shown. */
  readonly claims: JsonObject;
  /** The attestation that it stands on. */
  readonly uid: string;
  readonly attesters: readonly CitizenId[];
  /** When it ends; undefined if never. */
  readonly until: Moment | undefined;
}

/** How far clocks may differ, in seconds. */
export const SKEW = 60;

export const CONTEXT = "https://www.w3.org/2018/credentials/v1";

export const present = (): Moment => moment.of(new Date());

/** A name of the W3C's for an id that nobody guesses. */
const newId = (): string => {
  const hex = hexlify(randomBytes(16)).slice(2);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** What was signed, as what its attester attests. */
export async function issued(
  connection: Connection,
  claim: AnchorClaim,
  { jwt, credential }: { jwt: string; credential: string },
): Promise<IssuedCredential> {
  const content = anchorContent(claim, jwt);
  return { credential, content, uid: await attestationsClient(connection).uidOf(content) };
}

/**
 * Issues a public credential, a JWT of the W3C's data model 1.1: whoever has it reads all of it. Whom it is about is named on chain.
 *
 * It counts once its content is attested. A stock verifier verifies its signature alone, see docs/identity.md.
 *
 * @param parameters.subject The holder's identifier.
 * @param parameters.about The citizen who controls it, so that it follows the citizenship; the identifier's account if left out.
 * @param parameters.until When it ends; never if left out.
 * @throws InvalidInputError if the key is none of the issuer's.
 *
 * @example
 * const { credential, content } = await issueCredential({
 *   connection,
 *   issuer: { did: await nationDidOf(connection), key },
 *   subject: "did:ethr:0x7a69:0x…",
 *   type: "Architect",
 *   schemaId,
 *   claims: { since: 2020 },
 * });
 * await nation.attestations.attest.wait({ contents: [content] });
 */
export const issueCredential = (parameters: {
  readonly connection: Connection;
  readonly issuer: Issuer;
  readonly subject: string;
  readonly about?: { readonly citizenId: CitizenId } | { readonly account: Address };
  readonly type: string;
  readonly schemaId: SchemaId;
  readonly claims: JsonObject;
  readonly until?: Moment;
  /** The present if left out. */
  readonly from?: Moment;
}): Promise<IssuedCredential> =>
  withNationErrors(async () => {
    const { connection, issuer, subject, type, schemaId, claims, until, from = present() } = parameters;
    if ("id" in claims)
      throw new InvalidInputError({ what: "a claim", found: "id", allowed: "any other name: `subject` gives the id" });
    const method = await methodOfKey({ resolver: didResolver(connection), ...issuer, purpose: "assertionMethod" });
    const account = subject.slice(subject.lastIndexOf(":") + 1);
    const { about = { account } } = parameters;
    const recipient = "account" in about ? about.account : recipientOfCitizen(about.citizenId);
    const claim = await newAnchor({ connection, schemaId, recipient, until });
    await requireRecipient(connection, claim, subject);
    const payload = {
      iss: issuer.did,
      sub: subject,
      jti: newId(),
      nbf: Number(from),
      ...(until !== undefined && { exp: Number(until) }),
      vc: {
        "@context": [CONTEXT],
        type: ["VerifiableCredential", type],
        credentialSubject: claims,
        credentialStatus: claim,
      },
    };
    const jwt = await signJwt({ typ: "JWT", kid: method.id }, payload, issuer.key);
    return issued(connection, claim, { jwt, credential: jwt });
  });

/** Whether a JWT is signed by a key that an identity has now. */
export async function requireSigned(
  connection: Connection,
  jwt: string,
  { did, purpose }: { readonly did: string; readonly purpose: Purpose },
): Promise<void> {
  const didDocument = await documentOf(didResolver(connection), did);
  // Resolved before, so that what fails now is the signature and not the connection.
  const resolver = {
    resolve: () => Promise.resolve({ didDocument, didDocumentMetadata: {}, didResolutionMetadata: {} }),
  };
  const policies = { nbf: false, iat: false, exp: false, aud: false };
  try {
    await verifyJWT(jwt, { resolver, proofPurpose: purpose, policies });
  } catch (cause) {
    throw new CredentialRefusedError({ fault: "signature", detail: did, cause });
  }
}

/** Whether a credential counts at a moment, by its own words. */
export function requireInTime({ nbf, iat, exp }: JsonObject, at: Moment): Moment | undefined {
  for (const from of [nbf, iat])
    if (typeof from === "number" && from > Number(at) + SKEW)
      throw new CredentialRefusedError({ fault: "early", detail: moment.format(moment.from(Math.ceil(from))) });
  if (exp === undefined) return undefined;
  if (typeof exp !== "number" || !Number.isSafeInteger(exp) || exp < 0)
    throw new CredentialRefusedError({ fault: "malformed", detail: "its end is no moment" });
  const until = moment.from(exp);
  if (at >= until) throw new CredentialRefusedError({ fault: "expired", detail: moment.format(until) });
  return until;
}

/** Whose signature is to be looked for: an identity of this chain. */
export function issuerIn({ iss }: JsonObject, expected: ExpectedCredential): string {
  if (typeof iss !== "string" || !iss.startsWith("did:ethr:"))
    throw new CredentialRefusedError({ fault: "issuer", detail: typeof iss === "string" ? iss : "nobody" });
  if (expected.issuer !== undefined && expected.issuer !== iss)
    throw new CredentialRefusedError({ fault: "issuer", detail: iss });
  return iss;
}

export function requireSchema({ schemaId }: AnchorClaim, expected: ExpectedCredential): void {
  if (BigInt(schemaId) !== expected.schemaId)
    throw new CredentialRefusedError({ fault: "type", detail: `schema ${schemaId}, not ${expected.schemaId}` });
}

/**
 * Verifies a public credential with nothing but the nation's address and a connection to its chain: signed by a key that the issuer has
 * now, of this nation and chain, attested under the schema by somebody who was accredited, not ended, revoked or disowned. Who shows it
 * need not be its holder: see {@link verifyPresentation}.
 *
 * @throws {@link CredentialRefusedError}, whose `fault` says why, or DidError if the issuer does not resolve.
 *
 * @example
 * const connection = await openConnection(new JsonRpcProvider("https://…"), "0x…");
 * const { claims, subject } = await verifyCredential({ connection, credential, expected: { type: "Architect", schemaId } });
 */
export const verifyCredential = (parameters: {
  readonly connection: Connection;
  readonly credential: string;
  readonly expected: ExpectedCredential;
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<VerifiedCredential> =>
  withNationErrors(async () => {
    const { connection, credential, expected, at = present() } = parameters;
    const { payload } = readJwt(credential);
    const { vc, sub } = payload;
    if (!isObject(vc) || !Array.isArray(vc.type) || !isObject(vc.credentialSubject) || typeof sub !== "string")
      throw new CredentialRefusedError({ fault: "malformed", detail: "no credential in the JWT" });
    const claim = await readAnchor(connection, vc.credentialStatus);
    const issuer = issuerIn(payload, expected);
    if (!vc.type.includes(expected.type))
      throw new CredentialRefusedError({ fault: "type", detail: vc.type.map(String).join(", ") });
    requireSchema(claim, expected);
    await requireSigned(connection, credential, { did: issuer, purpose: "assertionMethod" });
    const until = requireInTime(payload, at);
    const { uid, attesters } = await verifyAnchor({ connection, claim, jwt: credential, at });
    await requireIssuer(connection, issuer, attesters);
    await requireRecipient(connection, claim, sub);
    return { issuer, subject: sub, type: expected.type, claims: vc.credentialSubject, uid, attesters, until };
  });
