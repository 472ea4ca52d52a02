/**
 * How a charter writes quantities for people, and what they are on chain. Every conversion is exact: what has no exact
 * counterpart does not match the patterns here.
 */

/** A length of time in words: `"2 days"`, `"36 hours"`, `"1 day 12 hours"`. */
export const DURATION = /^\d{1,6} (second|minute|hour|day|week)s?( \d{1,6} (second|minute|hour|day|week)s?)*$/;

/** An amount of the civic coin in coins: `1000`, `"0.5"`. */
export const COIN_AMOUNT = /^\d{1,13}(\.\d{1,18})?$/;

/** An amount of the chain's native coin, exact to a gwei: `0.01`, `"0.000000001"`. */
export const NATIVE_AMOUNT = /^\d{1,5}(\.\d{1,9})?$/;

/** The word for a period that never ends. */
export const UNLIMITED = "unlimited";

const SECONDS = { second: 1n, minute: 60n, hour: 3600n, day: 86_400n, week: 604_800n } as const;

/** Seconds in a duration such as `"1 day 12 hours"`, which must match {@link DURATION}. */
export function secondsOf(duration: string): bigint {
  let total = 0n;
  for (const [, count, unit] of duration.matchAll(/(\d+) (second|minute|hour|day|week)/g)) {
    total += BigInt(count) * SECONDS[unit as keyof typeof SECONDS];
  }
  return total;
}

/** Whole days in a duration, 0 for {@link UNLIMITED}; undefined if it is not a whole number of days. */
export function daysOf(duration: string): bigint | undefined {
  if (duration === UNLIMITED) return 0n;
  const seconds = secondsOf(duration);
  return seconds % SECONDS.day === 0n ? seconds / SECONDS.day : undefined;
}

/** Basis points in a percentage with at most two decimals: `1.5` is 150. */
export function basisPointsOf(percent: number): bigint {
  return BigInt(Math.round(percent * 100));
}

/** `amount` in units of 10^-decimals. The amount must have no more decimals than that. */
export function scaled(amount: number | string, decimals: number): bigint {
  const [whole, fraction = ""] = String(amount).split(".");
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/** An amount of so many decimals, as a charter writes it: the reverse of {@link scaled}. */
export function unscaled(amount: bigint, decimals: number): string {
  const digits = String(amount).padStart(decimals + 1, "0");
  const [whole, fraction] = [digits.slice(0, -decimals), digits.slice(-decimals).replace(/0+$/, "")];
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** Seconds in words, the way a charter writes them: 129600 is `"1 day 12 hours"`. */
export function durationOf(seconds: bigint): string {
  const words: string[] = [];
  let rest = seconds;
  for (const unit of ["day", "hour", "minute", "second"] as const) {
    const count = rest / SECONDS[unit];
    rest %= SECONDS[unit];
    if (count > 0n) words.push(`${count} ${unit}${count === 1n ? "" : "s"}`);
  }
  return words.join(" ") || "0 seconds";
}
