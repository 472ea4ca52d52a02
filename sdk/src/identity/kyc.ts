import { AbiCoder, getAddress, sha256, toBeHex, toUtf8Bytes, ZeroHash } from "ethers";
import type { Address } from "../core/address";
import { addressOf, type Connection } from "../core/directory";
import { withNationErrors } from "../core/failures";
import { providerOf } from "../core/runner";
import { isSignedBy } from "../core/signing";
import { domainOf } from "../core/typed-data";
import { moment, type Moment } from "../core/units";
import { Attestations__factory, Citizenship__factory } from "../generated/contracts";
import { attestationsSignedTypes } from "../institutions/attestations/signatures";
import type { AttestationContent, SignedApproval } from "../institutions/attestations/types";
import type { SchemaId } from "../institutions/attestations/units";
import { KycError } from "./errors";

/** The definition of the schema under which providers attest. */
export const KYC_SCHEMA = "uint8 level,bytes32 session";

/** A check of a person that has begun. */
export interface KycSession {
  readonly id: string;
  /** Where the person goes on. */
  readonly url: string;
  readonly until: Moment;
}

/** How far a check is. */
export type KycStatus =
  | { readonly state: "waiting" }
  | { readonly state: "confirmed" }
  | { readonly state: "refused"; readonly reason: string };

/** What a provider signed: an attestation, for anybody to send (`attestations.attestSigned`). */
export interface KycResult {
  readonly content: AttestationContent;
  readonly approval: SignedApproval;
}

/** Somebody who checks persons: a company, or a validator's own desk. It is a citizen whom the nation has accredited for the schema. */
export interface KycProvider {
  start(parameters: { readonly applicant: Address; readonly level: number }): Promise<KycSession>;
  status(parameters: { readonly id: string }): Promise<KycStatus>;
  /** What it signed of a person whom it confirmed. */
  result(parameters: { readonly id: string }): Promise<KycResult>;
}

/** What was asked of a provider. */
export interface KycRequest {
  readonly applicant: Address;
  /** The least level of identification, from 1. */
  readonly level: number;
  readonly schemaId: SchemaId;
}

const coder = AbiCoder.defaultAbiCoder();

/** What is attested of a check, as {@link KYC_SCHEMA} has it: the level, and a digest of the session's id. */
export const kycData = ({ level, id }: { readonly level: number; readonly id: string }): string =>
  coder.encode(["uint8", "bytes32"], [level, sha256(toUtf8Bytes(id))]);

const other = (detail: string): KycError => new KycError({ fault: "other", detail });

function requireAsked({ content }: KycResult, asked: KycRequest, id: string): Address {
  const { about, schemaId, data } = content;
  if (schemaId !== asked.schemaId) throw other(`schema ${schemaId}`);
  const recipient = "account" in about ? about.account : toBeHex(about.citizenId, 20);
  if (getAddress(recipient) !== getAddress(asked.applicant)) throw other(`of ${recipient}`);
  let level: bigint;
  let session: string;
  try {
    [level, session] = coder.decode(["uint8", "bytes32"], data) as unknown as [bigint, string];
  } catch {
    throw other("its data has another form");
  }
  if (session !== sha256(toUtf8Bytes(id))) throw other("another session");
  if (level < BigInt(asked.level)) throw other(`level ${level}`);
  return recipient;
}

/**
 * Verifies what is shown as a provider's result, before anybody relies on it: of this person, session, schema and level, signed by
 * somebody who may attest under the schema, for this nation and chain, and still to be sent.
 *
 * @param parameters.id The session's id.
 * @throws {@link KycError}, whose `fault` says why.
 */
export const verifyKycResult = (parameters: {
  readonly connection: Connection;
  readonly result: KycResult;
  readonly asked: KycRequest;
  readonly id: string;
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<void> =>
  withNationErrors(async () => {
    const { connection, result, asked, id, at = moment.of(new Date()) } = parameters;
    const recipient = requireAsked(result, asked, id);
    const { content, approval } = result;
    const { attester, deadline, signature } = approval;
    const { schemaId, expiration = 0n, refUid = ZeroHash, salt = 0n, data } = content;
    const end = expiration !== 0n && expiration < deadline ? expiration : deadline;
    if (at >= end) throw new KycError({ fault: "late", detail: moment.format(moment.from(end)) });

    const contract = Attestations__factory.connect(addressOf(connection, "attestations"), connection.runner);
    const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
    const { until, round } = await contract.accreditationOf(schemaId, await citizenship.citizenOf(attester));
    const message = { schemaId, expiration, recipient, refUid, salt, data, round, deadline };
    const types = { Attestation: [...attestationsSignedTypes.Attestation] };
    const typed = { domain: await domainOf(contract), types, message };
    const provider = providerOf(connection.runner);
    if (!(await isSignedBy({ provider, account: attester, data: typed, signature })))
      throw new KycError({ fault: "signature", detail: attester });

    if (at >= until) throw new KycError({ fault: "attester", detail: attester });
  });

const later = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/**
 * Has a provider check a person: starts, waits, and verifies what it signed. The result becomes an attestation once it is sent.
 *
 * @param parameters.onSession Told where the person goes on.
 * @param parameters.every How often the provider is asked, in seconds; 5 if left out.
 * @param parameters.wait How seconds are waited, for tests.
 * @throws {@link KycError} if the provider refuses the person, is late, or what it gives is no result of this check.
 *
 * @example
 * const { content, approval } = await checkPerson({ connection, provider, asked: { applicant, level: 2, schemaId }, onSession });
 * await nation.attestations.attestSigned.wait({ ...content, approvals: [approval] });
 */
export const checkPerson = (parameters: {
  readonly connection: Connection;
  readonly provider: KycProvider;
  readonly asked: KycRequest;
  readonly onSession?: (session: KycSession) => void;
  readonly every?: number;
  readonly wait?: (seconds: number) => Promise<void>;
  readonly clock?: () => Moment;
}): Promise<KycResult> =>
  withNationErrors(async () => {
    const { connection, provider, asked, onSession, every = 5, wait = later } = parameters;
    const { clock = () => moment.of(new Date()) } = parameters;
    const session = await provider.start({ applicant: asked.applicant, level: asked.level });
    onSession?.(session);
    const { id, until } = session;
    for (;;) {
      const status = await provider.status({ id });
      if (status.state === "refused") throw new KycError({ fault: "refused", detail: status.reason });
      if (status.state === "confirmed") break;
      if (clock() >= until) throw new KycError({ fault: "late", detail: moment.format(until) });
      await wait(every);
    }
    const result = await provider.result({ id });
    await verifyKycResult({ connection, result, asked, id, at: clock() });
    return result;
  });
