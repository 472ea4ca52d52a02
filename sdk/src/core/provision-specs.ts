import { basisPointsOf, daysOf, scaled, secondsOf } from "./quantities";
import type { Bps, Coins, Days, Gwei, Heads, Seconds } from "./units";

/** How a charter writes a provision: what kind of quantity it is. */
export type ProvisionKind = "percent" | "duration" | "term" | "days" | "native" | "coins" | "heads";

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

const ofKind =
  <Counts extends bigint>(kind: ProvisionKind) =>
  <const At extends readonly string[] = readonly []>(figures: Figures<At>): ProvisionSpec<Counts, At> => ({
    ...figures,
    kind,
  });

/** A share, written as a percentage. */
export const percent = ofKind<Bps>("percent");
/** A length of time to the second, written as `"36 hours"`. */
export const duration = ofKind<Seconds>("duration");
/** A length of time in whole days, or `"unlimited"`. */
export const term = ofKind<Days>("term");
/** A length of time in whole days. */
export const wholeDays = ofKind<Days>("days");
/** An amount of the chain's native coin. */
export const native = ofKind<Gwei>("native");
/** A whole number of civic coins. */
export const wholeCoins = ofKind<Coins>("coins");
/** A number of people. */
export const people = ofKind<Heads>("heads");

/** What a quantity of that kind is on chain, in the provision's unit. The charter has been checked. */
export function onChain(kind: ProvisionKind, quantity: Quantity): bigint {
  switch (kind) {
    case "percent":
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
