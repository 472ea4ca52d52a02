import { decodeBase64, encodeBase64, isHexString, keccak256, toUtf8Bytes, toUtf8String } from "ethers";
import type { Address } from "../../core/address";
import { InvalidInputError } from "../../core/errors";
import type { EventLocation } from "../../core/events";

/** The longest text that the court publishes, in bytes. */
export const MAX_TEXT_BYTES = 2_048;

/** Evidence that the chain carries whole: what it says, and the file that it points to, if any. */
export interface EvidenceStatement {
  /** What it is, in a few words. */
  readonly name: string;
  /** What it says or shows. */
  readonly description?: string;
  /** Where the file is: any URI. */
  readonly fileUri?: string;
  /** What {@link contentHash} gives for the file, so that nobody can put another in its place. */
  readonly fileHash?: string;
  /** The file's kind by its usual ending, such as "pdf". */
  readonly fileType?: string;
}

/** Evidence whose document (ERC-1497's JSON) was published elsewhere. */
export interface PublishedEvidence {
  /** Where it is. Unless the URI names the content itself, as "ipfs://…" does, whoever keeps it there can change it. */
  readonly documentUri: string;
}

/** Evidence as it was submitted. */
export interface SubmittedEvidence extends EventLocation {
  readonly by: Address;
  readonly uri: string;
  /** What it says, if the URI holds it; undefined if it must be fetched, or is no document of evidence. */
  readonly statement: EvidenceStatement | undefined;
}

const DATA_JSON = "data:application/json;base64,";
const DATA_TEXT = "data:text/plain;charset=utf-8;base64,";

/**
 * The digest by which anyone can tell whether content was changed: keccak-256 of its bytes; a text's bytes are its UTF-8.
 *
 * @example
 * const fileHash = contentHash(new Uint8Array(await file.arrayBuffer()));
 */
export const contentHash = (content: string | Uint8Array): string =>
  keccak256(typeof content === "string" ? toUtf8Bytes(content) : content);

/**
 * A URI that holds a small text itself, so that it is wherever the URI is, and cannot change.
 *
 * @example
 * const fileUri = textUri("The wall fell on the third of May.");
 */
export const textUri = (text: string): string => `${DATA_TEXT}${encodeBase64(toUtf8Bytes(text))}`;

/**
 * The document of evidence that ERC-1497 describes, as JSON: to publish where there is room, for what is too long for the chain.
 *
 * @throws `InvalidInputError` if the hash of the file is none.
 *
 * @example
 * const json = evidenceDocument({ name: "Photo of the wall", fileUri: "ipfs://bafy…", fileHash, fileType: "jpg" });
 */
export function evidenceDocument({ name, description, fileUri, fileHash, fileType }: EvidenceStatement): string {
  if (fileHash !== undefined && !isHexString(fileHash, 32)) {
    throw new InvalidInputError({ what: "a file's hash", found: fileHash, allowed: "what contentHash(file) gives" });
  }
  return JSON.stringify({ name, description, fileURI: fileUri, fileHash, fileTypeExtension: fileType });
}

/**
 * The URI by which evidence goes on chain: the document's own, or one that holds it whole.
 *
 * @throws `InvalidInputError` if it is longer than the court publishes.
 *
 * @example
 * const uri = evidenceUri({ name: "The letter of the third of May", fileUri, fileHash });
 */
export function evidenceUri(evidence: EvidenceStatement | PublishedEvidence): string {
  const uri =
    "documentUri" in evidence
      ? evidence.documentUri
      : `${DATA_JSON}${encodeBase64(toUtf8Bytes(evidenceDocument(evidence)))}`;
  return requireShort(uri, "a piece of evidence", "publish evidenceDocument() elsewhere and pass its address");
}

/** A text that the court publishes. */
export function requireShort(text: string, what: string, instead: string): string {
  const { length } = toUtf8Bytes(text);
  if (length > MAX_TEXT_BYTES) {
    const found = `${text.slice(0, 40)}… (${length} bytes)`;
    throw new InvalidInputError({ what, found, allowed: `at most ${MAX_TEXT_BYTES} bytes (or ${instead})` });
  }
  return text;
}

const someText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/**
 * What a URI of evidence says, if it holds its document itself.
 *
 * @returns Undefined if the document has to be fetched, or is none. What a party wrote is not to be trusted with a page's HTML.
 *
 * @example
 * const statement = readEvidence(uri);
 */
export function readEvidence(uri: string): EvidenceStatement | undefined {
  if (!uri.startsWith(DATA_JSON)) return undefined;
  try {
    const parsed: unknown = JSON.parse(toUtf8String(decodeBase64(uri.slice(DATA_JSON.length))));
    if (typeof parsed !== "object" || parsed === null) return undefined;
    const fields = parsed as Record<string, unknown>;
    const name = someText(fields.name);
    if (name === undefined) return undefined;
    const statement = {
      description: someText(fields.description),
      fileUri: someText(fields.fileURI),
      fileHash: someText(fields.fileHash),
      fileType: someText(fields.fileTypeExtension),
    };
    return { name, ...Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined)) };
  } catch {
    return undefined; // Anyone may submit anything.
  }
}
