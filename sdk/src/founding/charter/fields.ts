import { isAddress } from "ethers";
import { z } from "zod";
import { provisionSpecs, type ProvisionKind } from "../provisions";
import { COIN_AMOUNT, DURATION, NATIVE_AMOUNT, daysOf, UNLIMITED } from "../quantities";

/* LEAVES: each says in one message what is allowed, whatever was found. */

export const text = (max: number, what: string, min = 0) => {
  const size = min === 0 ? `at most ${max}` : `${min} to ${max}`;
  const error = `must be ${what} of ${size} characters.`;
  return z.string({ error }).min(min, { error }).max(max, { error });
};

const DURATION_ERROR = 'must be a duration in words, such as "2 days", "36 hours" or "1 day 12 hours".';
export const duration = z.string({ error: DURATION_ERROR }).regex(DURATION, { error: DURATION_ERROR });

const COIN_ERROR =
  'must be an amount of coins with at most 18 decimals, such as 1000 or "0.5" (quote what is large or tiny).';
export const coins = decimal(COIN_AMOUNT, COIN_ERROR);

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

export const address = z
  .string({ error: "must be an address: 0x and 40 hexadecimal digits." })
  .regex(/^0x[0-9a-fA-F]{40}$/, { error: "must be an address: 0x and 40 hexadecimal digits." })
  .refine((value) => isAddress(value), { error: "has a wrong checksum: copy the address again." });

function quantity(kind: ProvisionKind): z.ZodType<number | string> {
  switch (kind) {
    case "percent": {
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
export function record<shape extends z.ZodRawShape>(shape: shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has unknown ${issue.keys.length === 1 ? "field" : "fields"} ${issue.keys.join(", ")}: the known ones are ${Object.keys(shape).join(", ")}.`
        : `must be an object with ${Object.keys(shape).join(", ")}.`,
  });
}

/* PROVISIONS: a value, or a value with bounds. */

/** A provision as the charter gives it. */
export interface Provision {
  value: number | string;
  min: number | string;
  max: number | string;
}

export const provision = (path: string) => {
  const { kind, meaning, defaults, limits } = provisionSpecs.find((candidate) => candidate.path.join(".") === path)!;
  const one = quantity(kind);
  return z
    .union([one, record({ value: one, min: one.optional(), max: one.optional() })])
    .default(defaults.value)
    .describe(
      `${meaning} Its bounds: ${limits.min} to ${limits.max}; ${defaults.min} to ${defaults.max} unless given as min and max.`,
    );
};

const house = (path: string) =>
  record({ quorum: provision(`${path}.quorum`), majority: provision(`${path}.majority`) }).prefault({});

export const thresholds = (path: string) =>
  record({ citizens: house(`${path}.citizens`), stake: house(`${path}.stake`) }).prefault({});

export const lane = (path: string) =>
  record({
    evidencePeriod: provision(`${path}.evidencePeriod`),
    commitPeriod: provision(`${path}.commitPeriod`),
    revealPeriod: provision(`${path}.revealPeriod`),
    appealPeriod: provision(`${path}.appealPeriod`),
    seatFee: provision(`${path}.seatFee`),
  }).prefault({});

const blocks = (max: number) => {
  const error = `must be a whole number of blocks from 2 to ${max}.`;
  return z.int({ error }).min(2, { error }).max(max, { error });
};

export const randomness = () =>
  record({
    source: z
      .enum(["auto", "drand", "block"], { error: "must be auto, drand or block." })
      .default("auto")
      .describe(
        "What panels are drawn by: rounds of drand's beacon, verified on chain and mixed with a block's hash (drand), a block's hash alone (block), or drand where the chain can verify it, but never on a local chain (auto).",
      ),
    drand: record({
      // More than this many blocks of Ethereum's could be built later than the shortest margin: the round must come last.
      blocksAhead: blocks(64)
        .default(5)
        .describe("With drand: how many blocks after a draw begins the block is built whose hash is mixed in."),
      margin: duration
        .optional()
        .describe(
          "With drand: how long after a draw begins its round is published, from 15 minutes to 1 day; 15 minutes on Ethereum and 1 hour elsewhere unless given.",
        ),
    }).prefault({}),
    block: record({
      blocksAhead: blocks(256)
        .optional()
        .describe(
          "With block: how many blocks after a draw begins the block is built whose hash decides; 64 on public chains and 4 on a local one unless given.",
        ),
    }).prefault({}),
  }).prefault({});
