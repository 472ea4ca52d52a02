import { getAddress, hexlify, randomBytes, sha256, toBeHex, toBigInt, toUtf8Bytes, ZeroAddress } from "ethers";
import type { Address } from "../core/address";
import { addressOf, type Connection } from "../core/directory";
import { providerOf } from "../core/runner";
import { moment, type Moment } from "../core/units";
import { Citizenship__factory } from "../generated/contracts";
import { attestationsClient } from "../institutions/attestations/client";
import type { AttestationContent, AttestationRecord } from "../institutions/attestations/types";
import { schemaId as schemaUnit, type SchemaId } from "../institutions/attestations/units";
import type { CitizenId } from "../institutions/citizenship/units";
import { readDid } from "../institutions/did-registry/did";
import { controllerOf, nationDidOf } from "./dids";
import { CredentialRefusedError } from "./errors";
import { isObject } from "./jwt";

/** What a credential says of the attestation that it stands on. All but the data, which is the digest of the credential's own JWT. */
export interface AnchorClaim {
  /** `eip155:<chain>:<contract of the attestations>/<schema>/<salt>` */
  readonly id: string;
  readonly type: "CivitasAttestation";
  /** The nation's identifier. */
  readonly nation: string;
  readonly schemaId: number;
  readonly recipient: Address;
  /** In seconds since 1970; 0 for never. */
  readonly expiration: number;
  /** 32 bytes in hexadecimal. */
  readonly salt: string;
}

const refused = (fault: CredentialRefusedError["fault"], detail: string): CredentialRefusedError =>
  new CredentialRefusedError({ fault, detail });

/** A claim for a credential to be. */
export async function newAnchor(parameters: {
  readonly connection: Connection;
  readonly schemaId: SchemaId;
  /** Whom it names on chain; nobody if left out. */
  readonly recipient: Address | undefined;
  readonly until: Moment | undefined;
}): Promise<AnchorClaim> {
  const { connection, schemaId, recipient = ZeroAddress, until } = parameters;
  const [{ chainId }, nation] = await Promise.all([
    providerOf(connection.runner).getNetwork(),
    nationDidOf(connection),
  ]);
  const salt = hexlify(randomBytes(32));
  return {
    id: `eip155:${chainId}:${addressOf(connection, "attestations")}/${schemaId}/${salt}`,
    type: "CivitasAttestation",
    nation,
    schemaId: Number(schemaId),
    recipient,
    expiration: Number(until ?? 0n),
    salt,
  };
}

/** What is attested of a credential: `attestations.attest` takes it. */
export const anchorContent = (claim: AnchorClaim, jwt: string): AttestationContent => ({
  schemaId: schemaUnit.from(claim.schemaId),
  about: { account: claim.recipient },
  data: sha256(toUtf8Bytes(jwt)),
  ...(claim.expiration !== 0 && { expiration: moment.from(claim.expiration) }),
  salt: toBigInt(claim.salt),
});

const isWhole = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value < 2 ** 32;

const isHex = (value: unknown, digits: number): value is string =>
  typeof value === "string" && new RegExp(`^0x[0-9a-fA-F]{${digits}}$`).test(value);

/** The claim in a credential, if it is one of this nation's. */
export async function readAnchor(connection: Connection, found: unknown): Promise<AnchorClaim> {
  if (!isObject(found) || found.type !== "CivitasAttestation")
    throw refused("unanchored", "it names no attestation of a nation");
  const { id, nation, schemaId, recipient, expiration, salt } = found;
  if (!isWhole(schemaId) || !isWhole(expiration) || !isHex(recipient, 40) || !isHex(salt, 64))
    throw refused("malformed", "what it says of its attestation");
  const own = await nationDidOf(connection);
  if (nation !== own) throw refused("nation", typeof nation === "string" ? nation : "none");
  const { chainId } = await providerOf(connection.runner).getNetwork();
  const place = `eip155:${chainId}:${addressOf(connection, "attestations")}/${schemaId}/${salt}`;
  if (id !== place) throw refused("unanchored", "it names another contract than the nation's attestations");
  return found as unknown as AnchorClaim;
}

/** An attestation that counts, of a credential. */
export interface Anchored {
  readonly uid: string;
  readonly attesters: readonly CitizenId[];
}

function requireStanding(record: AttestationRecord, at: Moment): void {
  const { revokedAt, expiration } = record;
  if (revokedAt !== undefined) throw refused("revoked", moment.format(revokedAt));
  if (expiration !== undefined && at >= expiration) throw refused("expired", moment.format(expiration));
}

/** Whether the chain says that a credential counts now. */
export async function verifyAnchor(parameters: {
  readonly connection: Connection;
  readonly claim: AnchorClaim;
  readonly jwt: string;
  readonly at: Moment;
}): Promise<Anchored> {
  const { connection, claim, jwt, at } = parameters;
  const attestations = attestationsClient(connection);
  const uid = await attestations.uidOf(anchorContent(claim, jwt));
  const [record, isValid] = await Promise.all([attestations.attestationOf({ uid }), attestations.isValid({ uid })]);
  if (record === undefined) throw refused("unanchored", `no attestation ${uid}`);
  requireStanding(record, at);
  if (!isValid) throw refused("disowned", `an attester of ${uid}`);
  return { uid, attesters: record.attesters };
}

/** Whether an issuer may issue what these attested: the nation, or one of them. */
export async function requireIssuer(
  connection: Connection,
  issuer: string,
  attesters: readonly CitizenId[],
): Promise<void> {
  if (issuer === (await nationDidOf(connection))) return;
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
  const [controller, ...holders] = await Promise.all([
    controllerOf(connection, readDid(issuer).account),
    ...attesters.map((id) => citizenship.holderOf(id)),
  ]);
  if (controller === undefined || !holders.includes(controller)) throw refused("issuer", issuer);
}

/** Whether what the chain names as the recipient is who the credential is about: the account, or the citizen who controls it. */
export async function requireRecipient(connection: Connection, claim: AnchorClaim, subject: string): Promise<void> {
  const { account } = readDid(subject);
  const recipient = getAddress(claim.recipient.toLowerCase());
  if (recipient === account) return;
  const number = toBigInt(recipient);
  const mismatch = refused("holder", `it was attested of ${recipient}, not of ${subject}`);
  if (number === 0n || number >= 2n ** 32n) throw mismatch;
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
  const [controller, holder] = await Promise.all([controllerOf(connection, account), citizenship.holderOf(number)]);
  if (controller === undefined || controller !== holder) throw mismatch;
}

/** A citizen as a recipient, whatever the key. */
export const recipientOfCitizen = (id: CitizenId): Address => getAddress(toBeHex(id, 20));

/** A schema of attestations with what it says. */
export interface CredentialSchema {
  readonly schemaId: SchemaId;
  /** Such as `bytes32 DriversLicence`. */
  readonly definition: string;
}

/**
 * The schemas under which the nation attests, with their definitions, from the log: verifiers choose by them under which one a kind of
 * credential counts.
 *
 * @param parameters.from The first block that is looked at; the chain's first if left out.
 *
 * @example
 * const schemas = await credentialSchemas({ connection });
 * const { schemaId } = schemas.find(({ definition }) => definition === "bytes32 DriversLicence")!;
 */
export async function credentialSchemas(parameters: {
  readonly connection: Connection;
  readonly from?: number;
}): Promise<CredentialSchema[]> {
  const { connection, from } = parameters;
  const { SchemaRegistered } = attestationsClient(connection).events;
  const told = await SchemaRegistered.query(from === undefined ? {} : { from });
  return told.map(({ schemaId, definition }) => ({ schemaId, definition }));
}
