import { percent, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  taxRate: percent({
    value: 1,
    within: [0, 10],
    limits: [0, 20],
    meaning: "The share of each transfer that goes to the treasury.",
  }),
  yearlyMint: percent({
    value: 2,
    within: [0, 10],
    limits: [0, 100],
    meaning: "The share of the supply that the government may mint within a year.",
  }),
} as const;

/** The coin's provisions. */
export type CoinProvisions = CountsOf<typeof provisions>;
