import type { Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { type Moment } from "../core/units";
import {
  CONTEXT,
  present,
  requireInTime,
  requireSigned,
  verifyCredential,
  type ExpectedCredential,
  type Issuer,
  type VerifiedCredential,
} from "./credentials";
import { didResolver } from "./dids";
import { CredentialRefusedError } from "./errors";
import { isObject, methodOfKey, readJwt, signJwt } from "./jwt";
import type { PresentationRequest, PresentationRequests } from "./requests";

/** Whether a presentation answers a verifier, and an open request of that verifier's. */
export function requireAnswer(
  { aud, nonce }: { readonly aud?: unknown; readonly nonce?: unknown },
  requests: PresentationRequests,
): string {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(requests.audience))
    throw new CredentialRefusedError({ fault: "audience", detail: audiences.map(String).join(", ") });
  if (typeof nonce !== "string") throw new CredentialRefusedError({ fault: "nonce", detail: "it names none" });
  requests.requireOpen(nonce);
  return nonce;
}

/**
 * Presents a public credential: the holder signs that it is for this verifier, now. The key is one by which the holder's identity logs
 * in: the owner's, or that of a delegate of type `sigAuth`.
 *
 * @example
 * const presentation = await presentCredential({ connection, holder: { did, key: walletKey(wallet) }, credential, request });
 */
export const presentCredential = (parameters: {
  readonly connection: Connection;
  readonly holder: Issuer;
  readonly credential: string;
  readonly request: PresentationRequest;
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<string> =>
  withNationErrors(async () => {
    const { connection, holder, credential, request, at = present() } = parameters;
    const method = await methodOfKey({ resolver: didResolver(connection), ...holder, purpose: "authentication" });
    const payload = {
      iss: holder.did,
      aud: request.audience,
      nonce: request.nonce,
      nbf: Number(at),
      exp: Number(request.until),
      vp: { "@context": [CONTEXT], type: ["VerifiablePresentation"], verifiableCredential: [credential] },
    };
    return signJwt({ typ: "JWT", kid: method.id }, payload, holder.key);
  });

/**
 * Verifies a public credential that its holder presents: what {@link verifyCredential} verifies, and that whoever controls the identity
 * that it is about answers an open request of this verifier's, for the first time.
 *
 * @throws {@link CredentialRefusedError}, whose `fault` says why.
 *
 * @example
 * const { claims } = await verifyPresentation({ connection, presentation, requests, expected: { type: "Architect", schemaId } });
 */
export const verifyPresentation = (parameters: {
  readonly connection: Connection;
  readonly presentation: string;
  readonly requests: PresentationRequests;
  readonly expected: ExpectedCredential;
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<VerifiedCredential> =>
  withNationErrors(async () => {
    const { connection, presentation, requests, expected, at = present() } = parameters;
    const { payload } = readJwt(presentation);
    const { vp, iss } = payload;
    const credentials: unknown[] =
      isObject(vp) && Array.isArray(vp.verifiableCredential) ? vp.verifiableCredential : [];
    const [credential] = credentials;
    if (typeof iss !== "string" || credentials.length !== 1 || typeof credential !== "string")
      throw new CredentialRefusedError({ fault: "malformed", detail: "no presentation of one credential" });
    const nonce = requireAnswer(payload, requests);
    const verified = await verifyCredential({ connection, credential, expected, at });
    if (verified.subject !== iss) throw new CredentialRefusedError({ fault: "holder", detail: iss });
    await requireSigned(connection, presentation, { did: iss, purpose: "authentication" });
    requireInTime(payload, at);
    requests.close(nonce);
    return verified;
  });
