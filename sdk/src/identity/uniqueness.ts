import { computeHmac, hexlify, randomBytes, toUtf8Bytes } from "ethers";
import { InvalidInputError } from "../core/errors";

/** What makes a document one person's. */
export interface IdentityDocument {
  /** Who issued it, by ISO 3166-1 in three letters, such as `DEU`. */
  readonly country: string;
  /** Such as `passport` or `id-card`. */
  readonly kind: string;
  readonly number: string;
  /** As `1990-01-31`. */
  readonly birthDate: string;
}

/** The fewest bytes of a key: shorter ones are guessed. */
const KEY_BYTES = 32;

/** A new key for uniqueness digests. Validators share it by threshold; whoever has it whole can test guesses. */
export const createUniquenessKey = (): Uint8Array => randomBytes(KEY_BYTES);

/** A field in its one form, if it has it. */
function formed(field: { found: string; one: string; form: RegExp; what: string; allowed: string }): string {
  const { found, one, form, what, allowed } = field;
  if (!form.test(one)) throw new InvalidInputError({ what, found, allowed });
  return one;
}

/** A document in one form, however it is typed. */
function canonical({ country, kind, number, birthDate }: IdentityDocument): string {
  return [
    formed({
      found: country,
      one: country.trim().toUpperCase(),
      form: /^[A-Z]{3}$/,
      what: "a country",
      allowed: "three letters by ISO 3166-1, such as DEU",
    }),
    formed({
      found: kind,
      one: kind.trim().toLowerCase(),
      form: /^[a-z][a-z-]{0,30}$/,
      what: "a kind of document",
      allowed: "a word such as passport",
    }),
    formed({
      found: number,
      one: number
        .normalize("NFKC")
        .toUpperCase()
        .replace(/[\s.\-/]/g, ""),
      form: /^[A-Z0-9]{3,40}$/,
      what: "a document's number",
      allowed: "3 to 40 letters and digits",
    }),
    formed({
      found: birthDate,
      one: birthDate,
      form: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
      what: "a date of birth",
      allowed: "a date such as 1990-01-31",
    }),
  ].join("|");
}

/**
 * The digest that stands for one person: HMAC-SHA-256 under a key that validators share. Without the key nobody can test whether a
 * document belongs to a citizen, as anybody could by a bare hash.
 *
 * @returns 32 bytes in hexadecimal: `admissions.apply` takes it as `uniqueness`.
 * @throws {@link InvalidInputError} if the key is shorter than 32 bytes, or a field is not of its form.
 *
 * @example
 * uniquenessDigest({ key, document: { country: "DEU", kind: "passport", number: "C01X00T47", birthDate: "1990-01-31" } });
 */
export function uniquenessDigest(parameters: {
  readonly key: Uint8Array;
  readonly document: IdentityDocument;
}): string {
  const { key, document } = parameters;
  if (key.length < KEY_BYTES) {
    const allowed = `${KEY_BYTES} bytes at least, from createUniquenessKey()`;
    throw new InvalidInputError({ what: "a key", found: `${key.length} bytes`, allowed });
  }
  return hexlify(computeHmac("sha256", key, toUtf8Bytes(canonical(document))));
}
