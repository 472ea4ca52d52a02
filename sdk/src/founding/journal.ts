import type { Charter } from "./charter";
import type { ByInstitution } from "../institutions/registry";
import type { Variants } from "./institutions";
import type { SignedConsent } from "./steps";

/** One way in which a step's transaction was broadcast. All attempts of a step have the same nonce. */
export interface Attempt {
  /** Known beforehand where the signer signs here; afterwards where a wallet does. */
  hash?: string;
  /** The signed transaction, for sending the very same again; gone once it is mined. */
  raw?: string;
  /** Its highest price per gas, in wei. */
  maxFeePerGas: string;
  /** The tip in that, in wei; null on a chain without EIP-1559. */
  maxPriorityFeePerGas: string | null;
}

/** What came of a step. */
export interface Outcome {
  /** Unknown if the wallet that sent it did not tell and the chain was too far on to look for it. */
  hash?: string;
  blockNumber: number;
  gasUsed: string;
  /** What it cost, in wei. */
  cost: string;
}

/** A step's transaction: written before it is sent. */
export interface JournaledTransaction {
  step: string;
  title: string;
  /** Whose transaction it is. */
  from: string;
  nonce: number;
  gasLimit: string;
  /** keccak256 of receiver and data, by which the transaction is known again. */
  fingerprint: string;
  /** The block after which it was sent. */
  sinceBlock: number;
  attempts: Attempt[];
  outcome?: Outcome;
  /** Whether it was mined and failed: it cost something, and its step is still to be done. */
  failed?: boolean;
}

/** An institution as it was founded. */
export interface InstitutionRecord {
  contract: string;
  address: string;
  /** The constructor's arguments, ABI-encoded. */
  arguments: string;
}

/** Who sends, and what was sent: a sender keeps it, so that any of it can resume. */
export interface SenderRecord {
  readonly chainId: string;
  /** Whose transactions they are. */
  readonly sender: string;
  readonly transactions: JournaledTransaction[];
}

/**
 * Everything about a founding, from its first intent to the nation that stands: the journal by which it resumes, and the
 * record by which it is verified. It is plain JSON.
 */
export interface FoundingRecord {
  version: 4;
  chainId: string;
  /** The hash of the chain's first block, by which a local chain that was started anew is noticed; null if the node has forgotten it. */
  genesis: string | null;
  /** Who founds: the plan names that account. */
  founder: string;
  /** Who sends the transactions: the founder, or whoever goes on with the founding. */
  sender: string;
  charterHash: string;
  codeHash: string;
  charter: Charter;
  /** The accounts of the charter's citizens, in its order. */
  citizens: string[];
  /** Which contract each institution with several is built by, as the charter says or the chain was found to allow. Chosen once. */
  variants: Variants;
  /** What creates the deployer by CREATE2. */
  factory: string;
  /** Tells this founding from others of the same charter: 32 bytes. */
  salt: string;
  /** The hash of all steps, to which the deployer's address commits. */
  plan: string;
  deployer: string;
  /** The institutions that the nation is founded with, in the order in which they are built. */
  institutions: ByInstitution<InstitutionRecord>;
  /** The signed requests for citizenship, by account; the deadline in seconds since 1970. */
  consents: Record<string, SignedConsent>;
  transactions: JournaledTransaction[];
  /** What all transactions may cost, in wei, as it was agreed to last. */
  maxCost?: string;
  /** The block of the hand-over, once it is done. */
  handedOverIn?: number;
}

/** Where a founding is remembered: a file, a browser's storage, anything. `save` must have stored it when it resolves. */
export interface Journal {
  readonly load: () => Promise<FoundingRecord | undefined>;
  readonly save: (record: FoundingRecord) => Promise<void>;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => typeof value === "number";
const isList = (value: unknown): boolean => Array.isArray(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What each field of a record is, as far as going on with it depends on that. */
const RECORD: Readonly<Record<string, (value: unknown) => boolean>> = {
  chainId: isText,
  genesis: (value) => value === null || isText(value),
  founder: isText,
  sender: isText,
  charterHash: isText,
  codeHash: isText,
  charter: isObject,
  citizens: isList,
  variants: isObject,
  factory: isText,
  salt: isText,
  plan: isText,
  deployer: isText,
  institutions: (value) =>
    isObject(value) &&
    Object.values(value).every(
      (one) => isObject(one) && isText(one.contract) && isText(one.address) && isText(one.arguments),
    ),
  consents: isObject,
  transactions: (value) => isList(value) && (value as unknown[]).every(isTransaction),
};

const isTransaction = (value: unknown): boolean =>
  isObject(value) &&
  ["step", "title", "from", "gasLimit", "fingerprint"].every((field) => isText(value[field])) &&
  ["nonce", "sinceBlock"].every((field) => isNumber(value[field])) &&
  isList(value.attempts) &&
  (value.outcome === undefined || isObject(value.outcome));

/**
 * The first field by which what a journal holds is no record of a founding; undefined if nothing speaks against it. Of a record of
 * another version only what tells so is looked at.
 */
export function damageIn(journaled: unknown): string | undefined {
  if (!isObject(journaled)) return "the whole of it";
  if (!isNumber(journaled.version)) return "version";
  if (!isList(journaled.transactions)) return "transactions";
  if (journaled.version !== 4) return undefined;
  return Object.keys(RECORD).find((field) => !RECORD[field](journaled[field]));
}

/** A journal in memory: for tests, and for those who would rather found anew than resume. */
export function memoryJournal(): Journal & { readonly json: string | undefined } {
  let json: string | undefined;
  return {
    get json() {
      return json;
    },
    load: () => Promise.resolve(json === undefined ? undefined : (JSON.parse(json) as FoundingRecord)),
    save: (record) => {
      json = JSON.stringify(record);
      return Promise.resolve();
    },
  };
}
