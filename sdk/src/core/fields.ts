import { isAddress } from "ethers";
import { z } from "zod";
import { illegible, type Layout } from "./legible";
import { complaintOf, pictureIn } from "./picture";
import type { ProvisionKind, ProvisionSpec, Quantity } from "./provision-specs";
import { COIN_AMOUNT, daysOf, DURATION, NATIVE_AMOUNT, UNLIMITED } from "./quantities";

/* LEAVES: each says in one message what is allowed, whatever was found. */

/** What people read, of which they must see every character. */
const text = (max: number, what: string, { min = 0, layout = "line" }: { min?: number; layout?: Layout } = {}) => {
  const size = min === 0 ? `at most ${max}` : `${min} to ${max}`;
  const error = `must be ${what} of ${size} characters.`;
  return z
    .string({ error })
    .min(min, { error })
    .max(max, { error })
    .superRefine((value, context) => {
      const fault = illegible(value, layout);
      if (fault !== undefined) context.addIssue(fault);
    });
};

/** A picture, without what drawing programs add to it, if every viewer shows it as one. */
const picture = (max: number, what: string) =>
  text(max, what, { layout: "markup" })
    .transform(pictureIn)
    .superRefine((value, context) => {
      const complaint = complaintOf(value);
      if (complaint !== undefined) context.addIssue({ code: "custom", message: complaint });
    });

/** A token's symbol, as wallets take one: MetaMask refuses longer ones. */
const symbol = () => {
  const error = "must be a symbol of 2 to 11 letters and digits: wallets refuse others.";
  return z.string({ error }).regex(/^[A-Za-z0-9]{2,11}$/, { error });
};

const DURATION_ERROR = 'must be a duration in words, such as "2 days", "36 hours" or "1 day 12 hours".';
const duration = z.string({ error: DURATION_ERROR }).regex(DURATION, { error: DURATION_ERROR });

const COIN_ERROR =
  'must be an amount of coins with at most 18 decimals, such as 1000 or "0.5" (quote what is large or tiny).';
const coins = decimal(COIN_AMOUNT, COIN_ERROR);

function decimal(pattern: RegExp, error: string) {
  return z.union(
    [
      z
        .number({ error })
        .min(0, { error })
        .refine((value) => pattern.test(String(value)), { error }),
      z.string({ error }).regex(pattern, { error }),
    ],
    { error },
  );
}

const address = z
  .string({ error: "must be an address: 0x and 40 hexadecimal digits." })
  .regex(/^0x[0-9a-fA-F]{40}$/, { error: "must be an address: 0x and 40 hexadecimal digits." })
  .refine((value) => isAddress(value), { error: "has a wrong checksum: copy the address again." });

function quantity(kind: ProvisionKind): z.ZodType<Quantity> {
  switch (kind) {
    case "percent":
    case "share": {
      const error = "must be a percentage from 0 to 100 with at most two decimals, such as 1.5.";
      return z.number({ error }).min(0, { error }).max(100, { error }).multipleOf(0.01, { error });
    }
    case "heads":
    case "coins": {
      const error = kind === "heads" ? "must be a whole number." : "must be a whole number of coins.";
      return z.int({ error }).min(0, { error });
    }
    case "days": {
      const error = 'must be a whole number of days, such as "30 days".';
      return z
        .string({ error })
        .regex(DURATION, { error })
        .refine((value) => daysOf(value) !== undefined, { error });
    }
    case "native":
      return decimal(NATIVE_AMOUNT, "must be an amount of the native coin with at most 9 decimals, such as 0.01.");
    case "duration":
      return duration;
    case "term": {
      const error = `must be a whole number of days, such as "365 days", or "${UNLIMITED}".`;
      return z.union(
        [
          z.literal(UNLIMITED),
          z
            .string({ error })
            .regex(DURATION, { error })
            .refine((value) => (daysOf(value) ?? 0n) > 0n, { error }),
        ],
        { error },
      );
    }
  }
}

/** An object that names its fields when it meets one that it does not know. */
function record<shape extends z.ZodRawShape>(shape: shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has unknown ${issue.keys.length === 1 ? "field" : "fields"} ${issue.keys.join(", ")}: the known ones are ${Object.keys(shape).join(", ")}.`
        : `must be an object with ${Object.keys(shape).join(", ")}.`,
  });
}

/* PROVISIONS: a value, or a value with bounds. */

/** What a charter may say of a provision: its value, or its value with the bounds that no government can leave. */
export type ProvisionInput = Quantity | { value: Quantity; min?: Quantity | undefined; max?: Quantity | undefined };

/** The field of a provision. */
export function provisionField({ kind, meaning, value, within, limits }: ProvisionSpec) {
  const one = quantity(kind);
  return z
    .union([one, record({ value: one, min: one.optional(), max: one.optional() })])
    .default(value)
    .describe(
      `${meaning} Its bounds: ${limits[0]} to ${limits[1]}; ${within[0]} to ${within[1]} unless given as min and max.`,
    );
}

/** What sections of a charter are made of. */
export const fields = { z, text, picture, symbol, duration, coins, address, record } as const;

/** What sections of a charter are made of: handed to those who declare one, so that only founding carries it. */
export type Fields = typeof fields;

/** The fields of a section of the charter. */
export type Section<Shape extends z.ZodRawShape = z.ZodRawShape> = (fields: Fields) => Shape;

/** A section as a checked charter has it. */
export type SettingsOf<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;
