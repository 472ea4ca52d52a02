import { InvalidInputError } from "../core/errors";

/** A date, as `YYYY-MM-DD`. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

function readDate(text: string): readonly [year: number, month: number, day: number] {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const date = new Date(`${text}T00:00:00Z`);
  if (year === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text)
    throw new InvalidInputError({ what: "a date of birth", found: text, allowed: "a date such as 1990-01-31" });
  return [Number(year), Number(month), Number(day)];
}

/**
 * Whether somebody is of an age, claim by claim, so that each is shown without the date of birth. Named as European identity wallets have
 * it. A credential of them should end at the next birthday that changes one.
 *
 * @param parameters.birthDate As `1990-01-31`.
 * @param parameters.ages In years; 14, 16, 18, 21 and 65 if left out.
 * @throws {@link InvalidInputError} if the date is none.
 *
 * @example
 * ageClaims({ birthDate: "1990-01-31", on: new Date() }); // { age_equal_or_over: { "14": true, "16": true, … } }
 */
export function ageClaims(parameters: {
  readonly birthDate: string;
  readonly on: Date;
  readonly ages?: readonly number[];
}): { readonly age_equal_or_over: Readonly<Record<string, boolean>> } {
  const { birthDate, on, ages = [14, 16, 18, 21, 65] } = parameters;
  const [year, month, day] = readDate(birthDate);
  const hadBirthday = on.getUTCMonth() + 1 > month || (on.getUTCMonth() + 1 === month && on.getUTCDate() >= day);
  const age = on.getUTCFullYear() - year - (hadBirthday ? 0 : 1);
  return { age_equal_or_over: Object.fromEntries(ages.map((one) => [String(one), age >= one])) };
}
