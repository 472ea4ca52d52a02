import { InvalidInputError } from "./errors";

declare const unit: unique symbol;

/**
 * A bigint that knows what it counts. A plain `bigint` cannot stand in for it, nor can another unit.
 *
 * @example
 * const fee: Wei = wei.parse("0.02"); // `const fee: Wei = 5n` does not compile.
 */
export type Unit<Name extends string> = bigint & { readonly [unit]: Name };

/** The chain's native coin in wei. */
export type Wei = Unit<"wei">;
/** The chain's native coin in billionths. */
export type Gwei = Unit<"gwei">;
/** Whole civic coins. */
export type Coins = Unit<"coins">;
/** An amount of a token in its base units. */
export type TokenUnits = Unit<"token">;
/** A share in basis points: 1 % = 100. */
export type Bps = Unit<"bps">;
/** A length of time in seconds. */
export type Seconds = Unit<"seconds">;
/** A length of time in days. */
export type Days = Unit<"days">;
/** A moment in seconds since 1970, UTC. */
export type Moment = Unit<"moment">;
/** A number of people. */
export type Heads = Unit<"heads">;

/** Reads a decimal number, with at most so many digits after the point, as a whole number of its smallest parts. */
export function decimals(text: string, places: number, what: string): bigint {
  // Thousands only, and before the point: "0,500" is half a coin to half of the world.
  const clean = text
    .trim()
    .replace(/^[1-9]\d{0,2}(?:(?:,\d{3})+|(?:_\d{3})+)(?=\.|$)/, (whole) => whole.replaceAll(/[,_]/g, ""));
  if (!/^\d+(\.\d+)?$/.test(clean)) {
    throw new InvalidInputError({ what, found: text, allowed: `a number such as "12.5", not negative` });
  }
  const [, fraction = ""] = clean.split(".");
  if (fraction.replace(/0+$/, "").length > places) {
    throw new InvalidInputError({ what, found: text, allowed: `at most ${places} digits after the point` });
  }
  const [whole] = clean.split(".");
  return BigInt(whole + fraction.slice(0, places).padEnd(places, "0"));
}

/** Takes a whole number that is not negative. */
export function natural(count: number | bigint, what: string): bigint {
  if (typeof count === "number" && !Number.isSafeInteger(count)) {
    throw new InvalidInputError({ what, found: String(count), allowed: "a whole number" });
  }
  if (count < 0) throw new InvalidInputError({ what, found: String(count), allowed: "zero or more" });
  return BigInt(count);
}

const thousands = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");

/** Writes a whole number of smallest parts as a decimal number. */
export function formatDecimals(amount: bigint, places: number): string {
  const sign = amount < 0n ? "-" : "";
  const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, "0");
  const [whole, rest] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
  const fraction = rest.replace(/0+$/, "");
  return `${sign}${thousands(whole)}${fraction === "" ? "" : `.${fraction}`}`;
}

/**
 * The chain's native coin.
 *
 * @example
 * wei.format(wei.parse("0.02")); // "0.02"
 */
export const wei = {
  /** Reads an amount of the native coin, with at most 18 digits after the point. */
  parse: (amount: string): Wei => decimals(amount, 18, "an amount of the native coin") as Wei,
  /** Writes an amount in native coins. */
  format: (amount: Wei): string => formatDecimals(amount, 18),
  /** Takes wei, as the chain gives them. */
  from: (raw: bigint): Wei => natural(raw, "an amount of wei") as Wei,
} as const;

/**
 * The chain's native coin in billionths, as provisions count it.
 *
 * @example
 * gwei.format(gwei.parse("0.001")); // "0.001"
 */
export const gwei = {
  /** Reads an amount of the native coin, with at most 9 digits after the point. */
  parse: (amount: string): Gwei => decimals(amount, 9, "an amount of the native coin") as Gwei,
  /** Writes an amount in native coins. */
  format: (amount: Gwei): string => formatDecimals(amount, 9),
  from: (raw: bigint | number): Gwei => natural(raw, "an amount of gwei") as Gwei,
  /** The same amount in wei. */
  toWei: (amount: Gwei): Wei => (amount * 1_000_000_000n) as Wei,
} as const;

/**
 * Whole civic coins, as provisions count them.
 *
 * @example
 * coins.format(coins.from(1_000)); // "1,000"
 */
export const coins = {
  from: (count: bigint | number): Coins => natural(count, "a number of coins") as Coins,
  format: (count: Coins): string => thousands(String(count)),
} as const;

/**
 * Amounts of tokens that are not the nation's, in their base units.
 *
 * @example
 * token.parse({ amount: "12.5", decimals: 6 });
 */
export const token = {
  parse: (parameters: { amount: string; decimals: number }): TokenUnits =>
    decimals(parameters.amount, parameters.decimals, "an amount of the token") as TokenUnits,
  format: (parameters: { amount: TokenUnits; decimals: number }): string =>
    formatDecimals(parameters.amount, parameters.decimals),
  from: (raw: bigint): TokenUnits => natural(raw, "an amount of the token") as TokenUnits,
} as const;

/**
 * Shares in basis points.
 *
 * @example
 * bps.format(bps.percent("2.5")); // "2.5 %"
 */
export const bps = {
  /** Reads a percentage, with at most two digits after the point. */
  percent: (percentage: string): Bps => decimals(percentage, 2, "a percentage") as Bps,
  /** Writes a share as a percentage. */
  format: (share: Bps): string => `${formatDecimals(share, 2)} %`,
  /** Takes basis points, as the chain gives them. */
  from: (raw: bigint | number): Bps => natural(raw, "a share in basis points") as Bps,
} as const;

const spans = [
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
  ["second", 1n],
] as const;

/**
 * Lengths of time.
 *
 * @example
 * seconds.format(seconds.days(3)); // "3 days"
 */
export const seconds = {
  from: (raw: bigint | number): Seconds => natural(raw, "a length in seconds") as Seconds,
  minutes: (count: number): Seconds => (natural(count, "a number of minutes") * 60n) as Seconds,
  hours: (count: number): Seconds => (natural(count, "a number of hours") * 3_600n) as Seconds,
  days: (count: number): Seconds => (natural(count, "a number of days") * 86_400n) as Seconds,
  /** Writes a length in days, hours, minutes and seconds, leaving out what is zero. */
  format: (length: Seconds): string => {
    const parts: string[] = [];
    let rest: bigint = length;
    for (const [name, size] of spans) {
      const count = rest / size;
      rest %= size;
      if (count > 0n) parts.push(`${thousands(String(count))} ${name}${count === 1n ? "" : "s"}`);
    }
    return parts.length === 0 ? "0 seconds" : parts.join(" ");
  },
} as const;

/**
 * Lengths of time in days, as provisions count them.
 *
 * @example
 * days.format(days.from(365)); // "365 days"
 */
export const days = {
  from: (count: bigint | number): Days => natural(count, "a number of days") as Days,
  format: (count: Days): string => `${thousands(String(count))} day${count === 1n ? "" : "s"}`,
} as const;

/** The moment that means "without end", as the contracts write it. */
const NEVER = (1n << 40n) - 1n;

/**
 * Moments, in seconds since 1970.
 *
 * @example
 * moment.format(moment.of(new Date("2030-01-01"))); // "2030-01-01T00:00:00Z"
 */
export const moment = {
  from: (raw: bigint | number): Moment => natural(raw, "a moment") as Moment,
  /** The moment of a date, rounded down to the second. */
  of: (date: Date): Moment => natural(Math.floor(date.getTime() / 1_000), "a moment") as Moment,
  /** The moment after another by a length of time. */
  after: (start: Moment, length: Seconds): Moment => (start + length) as Moment,
  /** What stands for "without end". */
  never: NEVER as Moment,
  /** Writes a moment in UTC; "never" if it has no end. */
  format: (at: Moment): string =>
    at >= NEVER ? "never" : new Date(Number(at) * 1_000).toISOString().replace(".000Z", "Z"),
} as const;

/**
 * Numbers of people.
 *
 * @example
 * heads.format(heads.from(12_000)); // "12,000"
 */
export const heads = {
  from: (count: bigint | number): Heads => natural(count, "a number of people") as Heads,
  format: (count: Heads): string => thousands(String(count)),
} as const;
