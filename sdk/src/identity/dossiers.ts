import { getAddress, getBytes, isAddress, sha256, toUtf8Bytes, toUtf8String, type Signer } from "ethers";
import { requireAddress, type Address } from "../core/address";
import type { Connection } from "../core/directory";
import { InvalidInputError } from "../core/errors";
import { withNationErrors } from "../core/failures";
import { moment, type Moment } from "../core/units";
import { recipientOf } from "./attributes";
import { nationDidOf, resolveDid } from "./dids";
import { DidError, DossierError } from "./errors";
import { isObject } from "./jwt";
import { signReceipt, type DossierReceipt } from "./receipts";
import type { DossierStore } from "./stores";
import { archive, isFileName, unarchive, type DossierFile } from "./tar";

/** What is known of a dossier without opening it. */
export interface DossierRecord {
  /** SHA-256 of the encrypted dossier, as `sha256sum` prints it: `admissions.apply` takes it as `dossier`. */
  readonly digest: string;
  /** From when on it is to be deleted. */
  readonly deleteAt: Moment;
}

/** A dossier, encrypted. */
export interface SealedDossier extends DossierRecord {
  /** An age file, for a store. */
  readonly bytes: Uint8Array;
}

/** A dossier, opened. */
export interface OpenedDossier {
  readonly files: readonly DossierFile[];
  /** Who applied with it. */
  readonly applicant: Address;
  readonly deleteAt: Moment;
  readonly receipt: DossierReceipt;
}

/** What stands first in each dossier, and binds it. */
const HEADING = "dossier.json";

/**
 * A new key that dossiers are encrypted to (X25519). Publish the recipient ({@link dossierKeyAttribute}), and keep the secret.
 *
 * @example
 * const { recipient, secret } = await createDossierKey(); // age1…, AGE-SECRET-KEY-1…
 */
export async function createDossierKey(): Promise<{ readonly recipient: string; readonly secret: string }> {
  const { generateX25519Identity, identityToRecipient } = await import("age-encryption");
  const secret = await generateX25519Identity();
  return { recipient: await identityToRecipient(secret), secret };
}

/**
 * The key that an identity names for dossiers, as an age recipient.
 *
 * @throws {@link DidError} if it names none, does not resolve, or is deactivated.
 *
 * @example
 * const recipients = await Promise.all(validators.map((did) => dossierKeyOf({ connection, did })));
 */
export async function dossierKeyOf(parameters: {
  readonly connection: Connection;
  readonly did: string;
}): Promise<string> {
  const { document } = await resolveDid(parameters);
  const { keyAgreement = [], verificationMethod = [] } = document;
  const named = keyAgreement.map((one) => (typeof one === "string" ? one : one.id));
  // A key that was taken back may still be named: then there is no method of that name. The newest counts.
  const method = verificationMethod
    .filter(({ id, type }) => named.includes(id) && type === "X25519KeyAgreementKey2019")
    .at(-1);
  const key = method?.publicKeyHex;
  if (key === undefined || !/^[0-9a-fA-F]{64}$/.test(key))
    throw new DidError({ fault: "noDossierKey", did: parameters.did });
  return recipientOf(getBytes(`0x${key}`));
}

/**
 * Encrypts files to validators, in the applicant's own client: an age file (X25519, ChaCha20-Poly1305), which `age -d | tar x` opens, too.
 * It says inside who applies where, so that nobody else applies with a copy.
 *
 * @param parameters.recipients Age recipients, as {@link dossierKeyOf} gives them.
 * @param parameters.files Any: scans, a video. Their names name no folder.
 * @param parameters.deleteAt From when on it is to be deleted, as the charter says.
 * @throws InvalidInputError if there is no recipient or no file, or a name is none.
 *
 * @example
 * const dossier = await sealDossier({ connection, applicant, recipients, files, deleteAt });
 * await store.put(dossier);
 * await nation.admissions.apply.wait({ dossier: dossier.digest, uniqueness });
 */
export const sealDossier = (parameters: {
  readonly connection: Connection;
  readonly applicant: Address;
  readonly recipients: readonly string[];
  readonly files: readonly DossierFile[];
  readonly deleteAt: Moment;
}): Promise<SealedDossier> =>
  withNationErrors(async () => {
    const { connection, applicant, recipients, files, deleteAt } = parameters;
    requireAddress(applicant, "an applicant");
    const names = files.map(({ name }) => name);
    const bad = names.find((name, index) => !isFileName(name) || name === HEADING || names.indexOf(name) !== index);
    const allowed = `one of its own, at most 100 bytes, no folder, not ${HEADING},`;
    if (bad !== undefined) throw new InvalidInputError({ what: "a file's name", found: bad, allowed });
    if (files.length === 0) throw new InvalidInputError({ what: "files", found: "none", allowed: "one at least" });
    if (recipients.length === 0)
      throw new InvalidInputError({ what: "recipients", found: "none", allowed: "the validators' age recipients" });

    const nation = await nationDidOf(connection);
    const heading = { applicant: getAddress(applicant), nation, deleteAt: Number(deleteAt) };
    const first = { name: HEADING, bytes: toUtf8Bytes(JSON.stringify(heading)) };
    const { Encrypter } = await import("age-encryption");
    const encrypter = new Encrypter();
    for (const recipient of recipients)
      try {
        encrypter.addRecipient(recipient);
      } catch (cause) {
        throw new InvalidInputError({
          what: "a recipient",
          found: recipient,
          allowed: "an age recipient, age1…,",
          cause,
        });
      }
    const bytes = await encrypter.encrypt(archive([first, ...files]));
    return { digest: sha256(bytes), bytes, deleteAt };
  });

function readHeading({ name, bytes }: DossierFile): { applicant: Address; nation: string; deleteAt: Moment } {
  try {
    const heading: unknown = name === HEADING ? JSON.parse(toUtf8String(bytes)) : undefined;
    if (isObject(heading)) {
      const { applicant, nation, deleteAt } = heading;
      if (isAddress(applicant) && typeof nation === "string" && typeof deleteAt === "number")
        return { applicant: getAddress(applicant), nation, deleteAt: moment.from(deleteAt) };
    }
  } catch {
    // It is none, as is said below.
  }
  throw new DossierError({ fault: "unreadable", detail: "its heading" });
}

async function decrypted(bytes: Uint8Array, secret: string): Promise<Uint8Array> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(secret);
    return await decrypter.decrypt(bytes, "uint8array");
  } catch (cause) {
    throw new DossierError({ fault: "sealed", detail: cause instanceof Error ? cause.message : "unknown", cause });
  }
}

/**
 * Opens a dossier, and has whoever opens it sign a receipt, before anything of it is given out. Whoever has the key can also open it with
 * other software, without one.
 *
 * @param parameters.digest The digest that was applied with.
 * @param parameters.applicant Who applied with it.
 * @param parameters.secret The key, `AGE-SECRET-KEY-1…`.
 * @param parameters.signer The wallet that signs the receipt.
 * @param parameters.keepReceipt Where the receipt goes: a dossier is given out once this is done.
 * @throws {@link DossierError} if it is absent, changed, sealed to others, unreadable, or another applicant's.
 *
 * @example
 * const { files } = await openDossier({ connection, store, digest, applicant, secret, signer, purpose: "admission", keepReceipt });
 */
export const openDossier = (parameters: {
  readonly connection: Connection;
  readonly store: DossierStore;
  readonly digest: string;
  readonly applicant: Address;
  readonly secret: string;
  readonly signer: Signer;
  readonly purpose: string;
  readonly keepReceipt: (receipt: DossierReceipt) => Promise<void>;
}): Promise<OpenedDossier> =>
  withNationErrors(async () => {
    const { connection, store, digest, applicant, secret, signer, purpose, keepReceipt } = parameters;
    const bytes = await store.get({ digest });
    if (bytes === undefined) throw new DossierError({ fault: "absent", detail: digest });
    const found = sha256(bytes);
    if (found !== digest.toLowerCase()) throw new DossierError({ fault: "changed", detail: found });
    const [first, ...files] = unarchive(await decrypted(bytes, secret));
    if (first === undefined) throw new DossierError({ fault: "unreadable", detail: "nothing is in it" });
    const heading = readHeading(first);
    if (heading.applicant !== getAddress(applicant) || heading.nation !== (await nationDidOf(connection)))
      throw new DossierError({ fault: "other", detail: `${heading.applicant} in ${heading.nation}` });
    const receipt = await signReceipt({ connection, signer, dossier: found, purpose });
    await keepReceipt(receipt);
    return { files, applicant: heading.applicant, deleteAt: heading.deleteAt, receipt };
  });

/** What became of dossiers whose time was over. */
export interface Deletion {
  readonly deleted: readonly string[];
  /** What the store refused to delete, with its reason: try again. */
  readonly failed: readonly { readonly digest: string; readonly error: DossierError }[];
}

/**
 * Deletes the dossiers whose time is over. What one store refuses keeps nothing else from being deleted.
 *
 * @example
 * const { deleted, failed } = await deleteDossiers({ store, records });
 */
export async function deleteDossiers(parameters: {
  readonly store: DossierStore;
  readonly records: readonly DossierRecord[];
  /** The present if left out. */
  readonly at?: Moment;
}): Promise<Deletion> {
  const { store, records, at = moment.of(new Date()) } = parameters;
  const deleted: string[] = [];
  const failed: { digest: string; error: DossierError }[] = [];
  for (const { digest } of records.filter(({ deleteAt }) => at >= deleteAt))
    try {
      await store.delete({ digest });
      deleted.push(digest);
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      const error = cause instanceof DossierError ? cause : new DossierError({ fault: "store", detail, cause });
      failed.push({ digest, error });
    }
  return { deleted, failed };
}
