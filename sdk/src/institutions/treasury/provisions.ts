import { percent, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  outflow: percent({
    value: 25,
    within: [1, 100],
    limits: [0, 100],
    meaning: "The share of each asset that may leave the treasury within 30 days.",
  }),
} as const;

/** The treasury's provisions. */
export type TreasuryProvisions = CountsOf<typeof provisions>;
