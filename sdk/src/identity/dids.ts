import { ZeroAddress } from "ethers";
import {
  Resolver,
  type DIDDocument,
  type DIDResolutionOptions,
  type DIDResolutionResult,
  type VerificationMethod,
} from "did-resolver";
import { getResolver } from "ethr-did-resolver";
import type { Address } from "../core/address";
import { addressOf, type Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { providerOf } from "../core/runner";
import type { CitizenId } from "../institutions/citizenship/units";
import { citizenId as citizenUnit } from "../institutions/citizenship/units";
import { didOf, readDid, type Did } from "../institutions/did-registry/did";
import { DidRegistry__factory } from "../generated/contracts";
import { DidError } from "./errors";

/** A document of the W3C's, in the form that verifiers of all versions of `did-resolver` take. */
export type DidDocument = Omit<DIDDocument, "@context"> & { readonly "@context"?: string | string[] };

/** What resolving an identifier gives, in that form. */
export interface DidResolution extends Pick<DIDResolutionResult, "didResolutionMetadata"> {
  readonly didDocument: DidDocument | null;
  readonly didDocumentMetadata: Omit<DIDResolutionResult["didDocumentMetadata"], "equivalentId">;
}

/** What resolves identifiers: every stock verifier takes it. */
export interface DidResolver {
  resolve(did: string, options?: DIDResolutionOptions): Promise<DidResolution>;
}

/** An identifier, resolved. */
export interface ResolvedDid {
  readonly did: Did;
  /** The W3C document: keys, delegates and services that count now. */
  readonly document: DidDocument;
  /** Who controls it. */
  readonly controller: Address;
  /** The citizenship that it follows, if it follows one. */
  readonly citizenId: CitizenId | undefined;
  /** Whether stock resolvers know the controller, too. If not, anyone calls `didRegistry.announceOwner`. */
  readonly isAnnounced: boolean;
}

/** The account that a method of verification names by CAIP-10; undefined if it names a key. */
export const accountIn = ({ blockchainAccountId }: VerificationMethod): Address | undefined =>
  blockchainAccountId?.split(":").at(-1);

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

const chainIdOf = async (connection: Connection): Promise<bigint> =>
  (await providerOf(connection.runner).getNetwork()).chainId;

/** The nation's own identifier. */
export const nationDidOf = async (connection: Connection): Promise<Did> =>
  didOf({ account: connection.nation, chainId: await chainIdOf(connection) });

/** The identifier of an account on the nation's chain. Every account has one, without registering. */
export const didOfAccount = async (connection: Connection, account: Address): Promise<Did> =>
  didOf({ account, chainId: await chainIdOf(connection) });

const registryOf = (connection: Connection) =>
  DidRegistry__factory.connect(addressOf(connection, "didRegistry"), connection.runner);

/** Who controls an identity; undefined if it is deactivated. */
export async function controllerOf(connection: Connection, identity: Address): Promise<Address | undefined> {
  const owner = await registryOf(connection).identityOwner(identity);
  return owner === ZeroAddress ? undefined : owner;
}

/** `ethr-did-resolver` as it is, before the nation's registry. */
async function stockResolver(connection: Connection): Promise<DidResolver> {
  const provider = providerOf(connection.runner);
  const chainId = (await provider.getNetwork()).chainId;
  const registry = addressOf(connection, "didRegistry");
  return new Resolver(getResolver({ networks: [{ chainId, provider: provider as never, registry }] })) as DidResolver;
}

/** The account of an identifier that names one, at the latest block; undefined for all else that resolvers take. */
function accountNow(did: string): Address | undefined {
  if (did.includes("?")) return undefined;
  try {
    return readDid(did.split("#")[0]).account;
  } catch {
    return undefined;
  }
}

/** A document in which the holder of a moved citizenship controls, who is not announced yet. */
function withController(document: DidDocument, controller: Address): DidDocument {
  const verificationMethod = document.verificationMethod?.map((method) => {
    if (!method.id.endsWith("#controller") || method.blockchainAccountId === undefined) return method;
    const chain = method.blockchainAccountId.slice(0, method.blockchainAccountId.lastIndexOf(":") + 1);
    return { ...method, blockchainAccountId: chain + controller };
  });
  return { ...document, ...(verificationMethod && { verificationMethod }) };
}

const controllerIn = (document: DidDocument): Address | undefined => {
  const method = document.verificationMethod?.find(({ id }) => id.endsWith("#controller"));
  return method && accountIn(method);
};

/**
 * Resolves identifiers of the nation's chain, by `did-resolver` and `ethr-did-resolver` as they are, with one difference: it knows who
 * holds a citizenship that moved at once, and need not wait until that is announced. Stock verifiers take it as it is.
 *
 * @throws InstitutionMissingError if the nation has no DID registry.
 *
 * @example
 * import { openConnection } from "@civitas/sdk/connection";
 * import { didResolver } from "@civitas/sdk/identity";
 * import { verifyCredential } from "did-jwt-vc";
 *
 * const resolver = didResolver(await openConnection(provider, "0x…"));
 * await verifyCredential(credential, resolver);
 */
export function didResolver(connection: Connection): DidResolver {
  addressOf(connection, "didRegistry"); // Throws if there is none.
  let stock: Promise<DidResolver> | undefined;
  return {
    resolve: async (did, options) => {
      stock ??= stockResolver(connection);
      const resolved = await (await stock).resolve(did, options);
      const account = accountNow(did);
      if (resolved.didDocument === null || resolved.didDocumentMetadata.deactivated === true || account === undefined)
        return resolved;
      const controller = await controllerOf(connection, account);
      if (controller === undefined || same(controllerIn(resolved.didDocument), controller)) return resolved;
      return { ...resolved, didDocument: withController(resolved.didDocument, controller) };
    },
  };
}

/**
 * Resolves an identifier, with what the registry knows beyond its document.
 *
 * @throws {@link DidError} if it does not resolve, is of another chain, or is deactivated.
 *
 * @example
 * const { controller, document } = await resolveDid({ connection, did: "did:ethr:0x7a69:0x…" });
 */
export const resolveDid = ({ connection, did }: { connection: Connection; did: string }): Promise<ResolvedDid> =>
  withNationErrors(async () => {
    const { account } = readDid(did);
    const { didDocument, didDocumentMetadata, didResolutionMetadata } = await (
      await stockResolver(connection)
    ).resolve(did);
    if (didDocument === null) {
      const { error = "unknown", message } = didResolutionMetadata as { error?: string; message?: string };
      throw new DidError({ fault: "unresolved", did, reason: message ?? error });
    }
    const registry = registryOf(connection);
    const [controller, followed] = await Promise.all([
      controllerOf(connection, account),
      registry.citizenFollowedBy(account),
    ]);
    if (controller === undefined || didDocumentMetadata.deactivated === true)
      throw new DidError({ fault: "deactivated", did });
    const isAnnounced = same(controllerIn(didDocument), controller);
    return {
      did: did as Did,
      document: isAnnounced ? didDocument : withController(didDocument, controller),
      controller,
      citizenId: followed === 0n ? undefined : citizenUnit.from(followed),
      isAnnounced,
    };
  });
