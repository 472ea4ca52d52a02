import { isAddress } from "ethers";
import { z } from "zod";
import { InvalidInputError } from "../core/errors";

/** The longest signature that a request may carry, in bytes: what smart accounts of many owners sign is shorter. */
const MAX_SIGNATURE = 4096;

/** The contract keeps a deadline in 40 bits. */
const MAX_DEADLINE = 2n ** 40n - 1n;

const hex = (bytes: number) =>
  z.string().regex(new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`), `${bytes} bytes in hexadecimal`);
const address = z.string().refine((text) => isAddress(text), "an address with its checksum");
const count = z.string().regex(/^(0|[1-9][0-9]{0,77})$/, "a whole number in decimal digits");
const name = z.string().max(64, "at most 64 letters");
const fields = z.array(z.strictObject({ name: z.string(), type: z.string() })).max(8);

/** A request for citizenship as it is sent to a person and back. Nothing else may stand in it: it is shown to people, and signed. */
export const requestSchema = z.strictObject({
  version: z.literal(1),
  nation: name,
  charterHash: hex(32),
  chainId: count,
  founder: address,
  factory: address,
  salt: hex(32),
  variants: z.record(z.string().max(64), z.string().max(64)),
  citizens: z.array(address).min(1).max(1000),
  citizen: z.strictObject({ index: z.int().min(0).max(999), name: name.optional(), address }),
  request: z.strictObject({
    domain: z.strictObject({ name: z.string(), version: z.string(), chainId: count, verifyingContract: address }),
    types: z.record(z.string(), fields),
    primaryType: z.literal("AdmissionRequest"),
    message: z.strictObject({
      applicant: address,
      dossier: hex(32),
      nonce: count,
      deadline: count.refine(
        (text) => /^[0-9]{1,78}$/.test(text) && BigInt(text) <= MAX_DEADLINE,
        `at most ${MAX_DEADLINE}`,
      ),
    }),
  }),
  signature: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2})+$/, "bytes in hexadecimal")
    .max(2 + 2 * MAX_SIGNATURE, `at most ${MAX_SIGNATURE} bytes`)
    .optional(),
});

/** Whether a text can be a signature: bytes, and not too many of them to be sent. */
export const isSignature = (signature: unknown): signature is string =>
  requestSchema.shape.signature.unwrap().safeParse(signature).success;

/**
 * Checks what is given as a request, whoever wrote it.
 *
 * @throws {@link InvalidInputError} with the first thing that is wrong.
 */
export function parseRequest(json: unknown): z.output<typeof requestSchema> {
  const parsed = requestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue.path.map(String).join(".") || "all of it";
  const found = issue.path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
  throw new InvalidInputError({
    what: `a request for citizenship (${place})`,
    found: (JSON.stringify(found) ?? "nothing").slice(0, 100),
    allowed: issue.message,
  });
}
