import { percent, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  epoch: wholeDays({
    value: "90 days",
    within: ["7 days", "365 days"],
    limits: ["7 days", "365 days"],
    meaning: "How long an epoch of the dividends lasts at least: whoever takes part in it has a share of what came in.",
  }),
  stakersShare: percent({
    value: 25,
    within: [0, 50],
    limits: [0, 50],
    meaning: "The share of the dividends that goes by stake, to those who took part; the rest goes by heads.",
  }),
  claimWindow: wholeDays({
    value: "180 days",
    within: ["30 days", "365 days"],
    limits: ["30 days", "365 days"],
    meaning: "How long dividends can be claimed after an epoch; what is left then goes back to the treasury.",
  }),
} as const;

/** The provisions of the dividends. */
export type DividendsProvisions = CountsOf<typeof provisions>;
