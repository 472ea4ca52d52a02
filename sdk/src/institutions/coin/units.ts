import { decimals, formatDecimals, natural, type Unit } from "../../core/units";

/** Civic coin in base units: 1 coin = 1e18. */
export type Civic = Unit<"civic">;

/**
 * The civic coin.
 *
 * @example
 * const wage = civic.parse("1,250.75");
 * civic.format(wage); // "1,250.75"
 */
export const civic = {
  /** Reads an amount of coins, with at most 18 digits after the point. */
  parse: (amount: string): Civic => decimals(amount, 18, "an amount of civic coin") as Civic,
  /** Writes an amount in coins. */
  format: (amount: Civic): string => formatDecimals(amount, 18),
  /** Takes base units, as the chain gives them. */
  from: (baseUnits: bigint): Civic => natural(baseUnits, "an amount of civic coin") as Civic,
} as const;
