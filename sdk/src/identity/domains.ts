import { verifyJWT } from "did-jwt";
import { addressOf, type Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { providerOf } from "../core/runner";
import { moment, seconds, type Moment, type Seconds } from "../core/units";
import { Nation__factory } from "../generated/contracts";
import type { Did } from "../institutions/did-registry/did";
import { didResolver, nationDidOf } from "./dids";
import { DomainRefusedError } from "./errors";
import { documentOf, isObject, methodOfKey, readJwt, signJwt, type JsonObject } from "./jwt";
import type { CredentialKey } from "./keys";

/** A file to put on the nation's web server. */
export interface DomainFile {
  /** Where, such as `/.well-known/did.json`. */
  readonly path: string;
  readonly text: string;
}

/** How files of a domain are fetched: `fetch` is one. */
export type FetchText = (
  url: string,
  options: { readonly redirect: "error"; readonly signal: AbortSignal },
) => Promise<{ readonly ok: boolean; text(): Promise<string> }>;

/** A domain and a nation that prove each other. */
export interface VerifiedDomain {
  readonly domain: string;
  readonly did: Did;
  readonly didWeb: `did:web:${string}`;
  /** When the domain's proof ends. */
  readonly until: Moment;
}

const CONFIGURATION = "/.well-known/did-configuration.json";
const DOCUMENT = "/.well-known/did.json";
const CONTEXT = "https://identity.foundation/.well-known/did-configuration/v1";

/** The longest file that is read, in characters. */
const LONGEST = 100_000;
/** How long a server may take, in milliseconds. */
const TIMEOUT = 10_000;

const now = (): Moment => moment.of(new Date());

const domainOn = (connection: Connection): Promise<string> =>
  Nation__factory.connect(connection.nation, providerOf(connection.runner)).domain();

async function namedDomain(connection: Connection): Promise<string> {
  const domain = await domainOn(connection);
  if (domain === "") throw new DomainRefusedError({ fault: "none" });
  return domain;
}

const originOf = (domain: string): string => `https://${domain}`;

function linkage(did: string, domain: string, from: Moment, until: Moment): JsonObject {
  const iso = (at: Moment): string => moment.format(at);
  return {
    exp: Number(until),
    iss: did,
    nbf: Number(from),
    sub: did,
    vc: {
      "@context": ["https://www.w3.org/2018/credentials/v1", CONTEXT],
      issuer: did,
      issuanceDate: iso(from),
      expirationDate: iso(until),
      type: ["VerifiableCredential", "DomainLinkageCredential"],
      credentialSubject: { id: did, origin: originOf(domain) },
    },
  };
}

/**
 * The files by which the nation's domain says that it is the nation's: DIF's well-known DID configuration, and a `did:web` document. Put
 * them on the web server, and serve them without redirection. The key is one by which the nation's identity signs: the government adds
 * it as a delegate of type `veriKey`, or as an attribute.
 *
 * @param parameters.validity How long the proof lasts; 365 days if left out.
 * @throws {@link DomainRefusedError} if the nation names no domain, InvalidInputError if the key is none of the nation's.
 *
 * @example
 * for (const { path, text } of await domainFiles({ connection, key: walletKey(wallet) })) await writeFile(`public${path}`, text);
 */
export const domainFiles = (parameters: {
  readonly connection: Connection;
  readonly key: CredentialKey;
  readonly validity?: Seconds;
  /** The present if left out. */
  readonly from?: Moment;
}): Promise<DomainFile[]> =>
  withNationErrors(async () => {
    const { connection, key, validity = seconds.days(365), from = now() } = parameters;
    const [domain, did] = await Promise.all([namedDomain(connection), nationDidOf(connection)]);
    const method = await methodOfKey({ resolver: didResolver(connection), did, key, purpose: "assertionMethod" });
    const web = `did:web:${domain}`;
    const until = moment.after(from, validity);
    const keyId = `${web}#key-1`;
    const document = {
      "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"],
      id: web,
      alsoKnownAs: [did],
      verificationMethod: [{ id: keyId, type: "JsonWebKey2020", controller: web, publicKeyJwk: key.publicJwk }],
      authentication: [keyId],
      assertionMethod: [keyId],
      service: [{ id: `${web}#domain`, type: "LinkedDomains", serviceEndpoint: originOf(domain) }],
    };
    const configuration = {
      "@context": CONTEXT,
      linked_dids: [
        await signJwt({ kid: method.id }, linkage(did, domain, from, until), key),
        await signJwt({ kid: keyId }, linkage(web, domain, from, until), key),
      ],
    };
    return [
      { path: CONFIGURATION, text: JSON.stringify(configuration, null, 2) },
      { path: DOCUMENT, text: JSON.stringify(document, null, 2) },
    ];
  });

async function fetched(fetchText: FetchText, domain: string, path: string): Promise<JsonObject> {
  const url = `${originOf(domain)}${path}`;
  try {
    const answer = await fetchText(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT) });
    const text = answer.ok ? await answer.text() : "";
    const value: unknown = text.length > LONGEST ? undefined : JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new DomainRefusedError({ fault: "unreachable", detail: url, cause });
  }
  throw new DomainRefusedError({ fault: "unreachable", detail: url });
}

const unproven = (detail: string, cause?: unknown): DomainRefusedError =>
  new DomainRefusedError({ fault: "unproven", detail, cause });

/** Whether a service names an origin, as DIF has it: one, several, or several in an object. */
function namesOrigin(endpoint: unknown, origin: string): boolean {
  if (typeof endpoint === "string") return endpoint === origin || endpoint === `${origin}/`;
  if (Array.isArray(endpoint)) return endpoint.some((one) => namesOrigin(one, origin));
  return isObject(endpoint) && Array.isArray(endpoint.origins) && namesOrigin(endpoint.origins, origin);
}

function jwtOf(configuration: JsonObject, did: string): string {
  const linked: unknown[] = Array.isArray(configuration.linked_dids) ? configuration.linked_dids : [];
  for (const one of linked) {
    try {
      if (readJwt(one).payload.iss === did) return one as string;
    } catch {
      // A linked data proof, or a stranger's: others may be there.
    }
  }
  throw unproven(`${CONFIGURATION} links another identity`);
}

function requireLinkage(payload: JsonObject, did: string, domain: string): void {
  const { vc, sub, exp } = payload;
  const subject = isObject(vc) ? vc.credentialSubject : undefined;
  const types = isObject(vc) && Array.isArray(vc.type) ? vc.type : [];
  if (!types.includes("DomainLinkageCredential")) throw unproven("it signed another kind of credential");
  if (!isObject(subject) || subject.id !== did || sub !== did)
    throw unproven("the credential is about another identity");
  if (subject.origin !== originOf(domain)) throw unproven(`the credential is for ${String(subject.origin)}`);
  if (typeof exp !== "number") throw unproven("the credential has no end");
}

/**
 * Verifies that the nation and its domain prove each other: the nation names the domain, on chain and in its identity, and the domain
 * shows what the nation's identity signed, and names that identity in its `did:web` document.
 *
 * @param parameters.domain The domain that is visited; the one that the nation names if left out.
 * @param parameters.fetch How files are fetched; the global `fetch` if left out.
 * @throws {@link DomainRefusedError}, whose `fault` says which direction fails.
 *
 * @example
 * const { did, until } = await verifyDomain({ connection, domain: location.host });
 */
export const verifyDomain = (parameters: {
  readonly connection: Connection;
  readonly domain?: string;
  readonly fetch?: FetchText;
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<VerifiedDomain> =>
  withNationErrors(async () => {
    const { connection, fetch: fetchText = fetch, at = now() } = parameters;
    addressOf(connection, "didRegistry");
    const [domain, did] = await Promise.all([namedDomain(connection), nationDidOf(connection)]);
    if (parameters.domain !== undefined && parameters.domain !== domain)
      throw new DomainRefusedError({ fault: "other", detail: domain });

    const didDocument = await documentOf(didResolver(connection), did);
    const { service = [] } = didDocument;
    if (
      !service.some(
        ({ type, serviceEndpoint }) => type === "LinkedDomains" && namesOrigin(serviceEndpoint, originOf(domain)),
      )
    )
      throw new DomainRefusedError({ fault: "unnamed", detail: domain });

    const jwt = jwtOf(await fetched(fetchText, domain, CONFIGURATION), did);
    requireLinkage(readJwt(jwt).payload, did, domain);
    const verified = await verifyJWT(jwt, {
      resolver: { resolve: () => Promise.resolve({ didDocument, didDocumentMetadata: {}, didResolutionMetadata: {} }) },
      proofPurpose: "assertionMethod",
      policies: { now: Number(at) },
      skewTime: 60,
    }).catch((cause: unknown) => {
      throw unproven("the nation's identity did not sign it, or it has ended", cause);
    });

    const document = await fetched(fetchText, domain, DOCUMENT);
    const didWeb = `did:web:${domain}` as const;
    const names: unknown[] = Array.isArray(document.alsoKnownAs) ? document.alsoKnownAs : [];
    if (document.id !== didWeb || !names.includes(did)) throw unproven(`${DOCUMENT} names another identity`);
    return { domain, did, didWeb, until: moment.from(verified.payload.exp!) };
  });
