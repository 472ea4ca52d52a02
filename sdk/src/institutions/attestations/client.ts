import { getAddress, solidityPackedKeccak256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { sign, signerAddress } from "../../core/typed-data";
import { moment, type Moment } from "../../core/units";
import { writer } from "../../core/write";
import { Attestations__factory, Citizenship__factory } from "../../generated/contracts";
import { citizenId as citizenUnit } from "../citizenship/units";
import { attestationsEventUnits } from "./events";
import { attestationsSignedTypes } from "./signatures";
import type { AttestationContent, AttestationsClient, AttestationSubject, SignedApproval } from "./types";
import { schemaId as schemaUnit } from "./units";

export type * from "./types";

const momentIf = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

/** A citizen is named by the id, where no account lies. */
const recipientOf = (about: AttestationSubject): string =>
  "account" in about ? about.account : getAddress(toBeHex(about.citizenId, 20));

/** What is attested, as the contract takes it. */
const encoded = ({ schemaId, about, data, expiration, refUid, salt }: AttestationContent) => ({
  schemaId,
  expiration: expiration ?? 0n,
  recipient: recipientOf(about),
  refUid: refUid ?? ZeroHash,
  salt: salt ?? 0n,
  data,
});

/**
 * The attestations of a nation: `connect()` calls this.
 *
 * @example
 * const { uids } = await nation.attestations.attest.wait({ contents: [{ schemaId, about: { citizenId }, data: digest }] });
 */
export function attestationsClient(connection: Connection): AttestationsClient {
  const address = addressOf(connection, "attestations");
  const { runner } = connection;
  const contract = Attestations__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const events = eventsOf(contract, connection, attestationsEventUnits);

  const signed = async (
    type: keyof typeof attestationsSignedTypes,
    message: Readonly<Record<string, unknown>> & { readonly deadline: Moment },
  ): Promise<SignedApproval> => {
    const attester = await signerAddress(runner, "attesting");
    const types = attestationsSignedTypes;
    const signature = await sign({ runner, contract, types, type, message, takes: "either" });
    return { attester, deadline: message.deadline, signature };
  };

  return {
    address,
    contract,
    events,

    schemaCount: () => withNationErrors(async () => Number(await contract.schemaCount())),
    schemaOf: ({ schemaId }) =>
      withNationErrors(async () => {
        const { resolver, quorum, isRevocable } = await contract.schemaOf(schemaId);
        return { resolver: resolver === ZeroAddress ? undefined : resolver, quorum: Number(quorum), isRevocable };
      }),
    accreditationOf: ({ schemaId, citizenId }) =>
      withNationErrors(async () => {
        const { until, disownedAt, round } = await contract.accreditationOf(schemaId, citizenId);
        return { until: momentIf(until), disownedAt: momentIf(disownedAt), round: Number(round) };
      }),
    attestationOf: ({ uid }) =>
      withNationErrors(async () => {
        const { schemaId, attestedAt, expiration, revokedAt, attesterIds } = await contract.attestationOf(uid);
        if (schemaId === 0n) return undefined;
        return {
          schemaId: schemaUnit.from(schemaId),
          attestedAt: moment.from(attestedAt),
          expiration: momentIf(expiration),
          revokedAt: momentIf(revokedAt),
          attesters: attesterIds.map((id) => citizenUnit.from(id)),
        };
      }),
    uidOf: (content) => withNationErrors(() => contract.uidOf(encoded(content))),
    isValid: ({ uid }) => withNationErrors(() => contract.isValid(uid)),
    easOf: ({ uid, from }) =>
      withNationErrors(async () => {
        const [told] = await events.Attested.query({ where: { uid }, ...(from !== undefined && { from }) });
        if (told === undefined) return undefined;
        const { schemaId, recipient, attesterIds, expiration, refUid, data } = told;
        const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
        // A schema may be far older than what is attested under it.
        const [[registered], { attestedAt, revokedAt }, attester, accreditations] = await Promise.all([
          events.SchemaRegistered.query({ where: { schemaId } }),
          contract.attestationOf(uid),
          citizenship.holderOf(attesterIds[0]),
          Promise.all(attesterIds.map((id) => contract.accreditationOf(schemaId, id))),
        ]);
        const { definition, resolver, isRevocable } = registered;
        // EAS knows no disowned attesters: to its readers, what they attested is revoked.
        const disowned = accreditations.map(({ disownedAt }) => disownedAt).filter((at) => at >= attestedAt);
        const ends = [...disowned, ...(revokedAt === 0n ? [] : [revokedAt])];
        return {
          uid,
          schema: solidityPackedKeccak256(["string", "address", "bool"], [definition, resolver, isRevocable]),
          time: attestedAt,
          expirationTime: expiration,
          revocationTime: ends.reduce((first, at) => (first === 0n || at < first ? at : first), 0n),
          refUID: refUid,
          recipient,
          attester,
          revocable: isRevocable,
          data,
        };
      }),

    registerSchema: write(contract.registerSchema, {
      args: ({ definition, resolver, quorum, isRevocable }) => [
        definition,
        resolver ?? ZeroAddress,
        quorum,
        isRevocable,
      ],
      result: ({ get }) => ({ schemaId: schemaUnit.from(get("SchemaRegistered").schemaId) }),
    }),
    accredit: write(contract.accredit, {
      args: ({ schemaId, citizenId, until }) => [schemaId, citizenId, until],
      result: ({ get }) => {
        const { oldUntil, newUntil } = get("AttesterAccredited");
        return { before: moment.from(oldUntil), after: moment.from(newUntil) };
      },
    }),
    disown: write(contract.disown, {
      args: ({ schemaId, citizenId, reasons }) => [schemaId, citizenId, reasons],
      result: ({ get }) => ({ citizenId: citizenUnit.from(get("AttesterDisowned").citizenId) }),
    }),
    attest: write(contract.attest, {
      args: ({ contents }) => [contents.map(encoded)],
      result: ({ all }) => ({ uids: all("Attested").map(({ uid }) => uid) }),
    }),
    attestSigned: write(contract.attestSigned, {
      args: ({ approvals, ...content }: AttestationContent & { readonly approvals: readonly SignedApproval[] }) => [
        encoded(content),
        approvals.map(({ attester, deadline, signature }) => ({ attester, deadline, signature })),
      ],
      result: ({ get }) => ({ uid: get("Attested").uid }),
    }),
    cancelApprovals: write(contract.cancelApprovals, {
      args: ({ schemaId }) => [schemaId],
      result: ({ get }) => ({ citizenId: citizenUnit.from(get("ApprovalsCancelled").citizenId) }),
    }),
    revoke: write(contract.revoke, {
      args: ({ uids }) => [[...uids]],
      result: ({ all }) => ({ uids: all("AttestationRevoked").map(({ uid }) => uid) }),
    }),
    revokeSigned: write(contract.revokeSigned, {
      args: ({ uid, attester, deadline, signature }: SignedApproval & { readonly uid: string }) => [
        uid,
        attester,
        deadline,
        signature,
      ],
      result: ({ get }) => ({ uid: get("AttestationRevoked").uid }),
    }),

    signAttestation: ({ deadline, ...content }) =>
      withNationErrors(async () => {
        const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
        const citizenId = await citizenship.citizenOf(await signerAddress(runner, "attesting"));
        const { round } = await contract.accreditationOf(content.schemaId, citizenId);
        return signed("Attestation", { ...encoded(content), round, deadline });
      }),
    signRevocation: ({ uid, deadline }) =>
      withNationErrors(async () => ({ uid, ...(await signed("Revocation", { uid, deadline })) })),
  };
}
