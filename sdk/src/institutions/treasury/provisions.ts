import { percent, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  outflow: percent({
    value: 10,
    within: [1, 25],
    limits: [1, 25],
    meaning: "The share of each asset that ordinary payments and budgets may take from the treasury within 30 days.",
  }),
  totalOutflow: percent({
    value: 50,
    // An ordinary decision lowers a cap: this floor keeps it from closing the treasury to every larger decision.
    within: [10, 50],
    limits: [1, 50],
    meaning:
      "The share of each asset that may leave the treasury within 30 days in all, by constitutional decisions, too.",
  }),
} as const;

/** The treasury's provisions. */
export type TreasuryProvisions = CountsOf<typeof provisions>;
