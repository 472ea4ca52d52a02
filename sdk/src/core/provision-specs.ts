import { basisPointsOf, daysOf, durationOf, scaled, secondsOf, unscaled, UNLIMITED } from "./quantities";
import type { Bps, Coins, Days, Gwei, Heads, Seconds } from "./units";

/** How a charter writes a provision: what kind of quantity it is. */
export type ProvisionKind = "percent" | "share" | "duration" | "term" | "days" | "native" | "coins" | "heads";

/** A quantity as a charter writes it. */
export type Quantity = number | string;

/** What an institution says of a provision, in the charter's units. */
export interface Figures<At extends readonly string[] = readonly string[]> {
  /** What applies when the charter is silent. */
  readonly value: Quantity;
  /** The bounds that no government can leave, unless the charter chooses others. */
  readonly within: readonly [min: Quantity, max: Quantity];
  /** The widest bounds that a charter can choose. */
  readonly limits: readonly [min: Quantity, max: Quantity];
  /** What it means, for editors. */
  readonly meaning: string;
  /** Where it stands in the institution's section of the charter; under its own key if left out. */
  readonly at?: At;
}

declare const counts: unique symbol;

/** A provision as its institution declares it; `Counts` is the unit in which the chain counts it. */
export interface ProvisionSpec<
  Counts extends bigint = bigint,
  At extends readonly string[] = readonly string[],
> extends Figures<At> {
  readonly kind: ProvisionKind;
  readonly [counts]?: Counts;
}

/** An institution's provisions by their keys, in the order in which its contract declares them. */
export type ProvisionSpecs = Readonly<Record<string, ProvisionSpec>>;

/** What each provision counts. */
export type CountsOf<Specs extends ProvisionSpecs> = {
  readonly [Key in keyof Specs]: Specs[Key] extends ProvisionSpec<infer Counts> ? Counts : never;
};

// Each is marked as free of side effects, so that a bundle carries the provisions of no institution that it does not use.

/** A share, written as a percentage. */
/* @__NO_SIDE_EFFECTS__ */
export function percent<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Bps, At> {
  return { ...figures, kind: "percent" };
}

/** A share of the citizens, written as a percentage. What it comes to has a floor in heads. */
/* @__NO_SIDE_EFFECTS__ */
export function citizenShare<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Bps, At> {
  return { ...figures, kind: "share" };
}

/** A length of time to the second, written as `"36 hours"`. */
/* @__NO_SIDE_EFFECTS__ */
export function duration<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Seconds, At> {
  return { ...figures, kind: "duration" };
}

/** A length of time in whole days, or `"unlimited"`. */
/* @__NO_SIDE_EFFECTS__ */
export function term<const At extends readonly string[] = readonly []>(figures: Figures<At>): ProvisionSpec<Days, At> {
  return { ...figures, kind: "term" };
}

/** A length of time in whole days. */
/* @__NO_SIDE_EFFECTS__ */
export function wholeDays<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Days, At> {
  return { ...figures, kind: "days" };
}

/** An amount of the chain's native coin. */
/* @__NO_SIDE_EFFECTS__ */
export function native<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Gwei, At> {
  return { ...figures, kind: "native" };
}

/** A whole number of civic coins. */
/* @__NO_SIDE_EFFECTS__ */
export function wholeCoins<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Coins, At> {
  return { ...figures, kind: "coins" };
}

/** A number of people. */
/* @__NO_SIDE_EFFECTS__ */
export function people<const At extends readonly string[] = readonly []>(
  figures: Figures<At>,
): ProvisionSpec<Heads, At> {
  return { ...figures, kind: "heads" };
}

/** What a quantity of that kind is on chain, in the provision's unit. The charter has been checked. */
export function onChain(kind: ProvisionKind, quantity: Quantity): bigint {
  switch (kind) {
    case "percent":
    case "share":
      return basisPointsOf(quantity as number);
    case "duration":
      return secondsOf(quantity as string);
    case "term":
    case "days":
      return daysOf(quantity as string)!;
    case "native":
      return scaled(quantity, 9);
    case "coins":
    case "heads":
      return BigInt(quantity);
  }
}

/** A quantity as a charter writes it: the reverse of {@link onChain}. */
export function offChain(kind: ProvisionKind, amount: bigint): Quantity {
  switch (kind) {
    case "percent":
    case "share":
      return Number(amount) / 100;
    case "duration":
      return durationOf(amount);
    case "term":
      return amount === 0n ? UNLIMITED : `${amount} days`;
    case "days":
      return `${amount} days`;
    case "native":
      return unscaled(amount, 9);
    case "coins":
    case "heads":
      return Number(amount);
  }
}
