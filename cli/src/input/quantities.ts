import {
  bps,
  civic,
  moment,
  NationError,
  seconds,
  wei,
  type Civic,
  type Moment,
  type Money,
  type Seconds,
  type Wei,
} from "../../../sdk/src";
import { usageError } from "../errors";

/** Takes what a unit refuses for a command that is not written well. */
function read<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (error instanceof NationError) throw usageError(error.message, error.advice, error);
    throw error;
  }
}

/** More than a contract can count. */
const UNCOUNTABLE = 2n ** 256n;

/** An amount that a contract can count. */
function countable<Amount extends bigint>(text: string, amount: Amount): Amount {
  if (amount < UNCOUNTABLE) return amount;
  throw usageError(`${text.slice(0, 20)}… is more than any contract can count.`, "Write a smaller amount.");
}

/** An amount of civic coin: "12.5". */
export const coinsIn = (text: string): Civic =>
  countable(
    text,
    read(() => civic.parse(text)),
  );

/** An amount of native coin: "0.01". */
export const nativeIn = (text: string): Wei =>
  countable(
    text,
    read(() => wei.parse(text)),
  );

/** An amount of civic coin that is more than nothing. */
export function someCoinsIn(text: string): Civic {
  const amount = coinsIn(text);
  if (amount === 0n) throw usageError("Nothing is no amount.", "Write an amount above zero.");
  return amount;
}

/** An amount with its kind: "12.5" of civic coin, "0.01 native" (or ETH) of native coin. */
export function moneyIn(text: string): Money {
  const [, amount, kind = ""] = /^\s*([\d.,_]+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  if (amount === undefined)
    throw usageError(`"${text}" is no amount.`, 'Write civic coin as "12.5", native coin as "0.01 native".');
  return /^(native|eth)$/i.test(kind) ? { native: nativeIn(amount) } : { coin: coinsIn(amount) };
}

/** A share: "2.5 %" or "2.5". */
export const shareIn = (text: string): bigint => read(() => bps.percent(text.replace(/\s*%\s*$/, "")));

const SPANS: Readonly<Record<string, bigint>> = {
  s: 1n,
  second: 1n,
  m: 60n,
  min: 60n,
  minute: 60n,
  h: 3_600n,
  hour: 3_600n,
  d: 86_400n,
  day: 86_400n,
  w: 604_800n,
  week: 604_800n,
  year: 31_536_000n,
};

const LENGTH = /^(\s*\d{1,6}\s*[a-z]+\s*)+$/i;

/** A length of time: "30d", "36 hours", "1 day 12 hours". */
export function lengthIn(text: string): Seconds {
  const wrong = () =>
    usageError(`"${text}" is no length of time.`, 'Write it as in "30d", "36 hours" or "1 day 12 hours".');
  if (!LENGTH.test(text)) throw wrong();
  let total = 0n;
  for (const [, count, unit] of text.matchAll(/(\d+)\s*([a-z]+)/gi)) {
    const size = SPANS[unit.toLowerCase()] ?? SPANS[unit.toLowerCase().replace(/s$/, "")];
    if (size === undefined) throw wrong();
    total += BigInt(count) * size;
  }
  return seconds.from(total);
}

/** A moment: a date ("2030-05-01", "2030-05-01T12:00Z"), or how far from now ("30d"). */
export function momentIn(text: string, now: Moment): Moment {
  if (text === "never") return moment.never;
  if (LENGTH.test(text)) return moment.after(now, lengthIn(text));
  const isDate = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
  // A time without a zone is UTC, wherever it is written.
  const written = /T|\s/.test(text) && !/(Z|[+-]\d\d:\d\d)$/.test(text) ? `${text.replace(" ", "T")}Z` : text;
  const date = new Date(written);
  if (!isDate || Number.isNaN(date.getTime()))
    throw usageError(`"${text}" is no date.`, 'Write a date such as 2030-05-01, or how far it is from now: "30d".');
  return moment.of(date);
}

/** A whole number of something. */
export function numberIn(text: string, what: string): number {
  const digits = /^#?(\d{1,15})$/.exec(text)?.[1];
  if (digits === undefined) throw usageError(`"${text}" is no number of ${what}.`, "Write it in digits.");
  return Number(digits);
}
