import { people, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  halfLife: wholeDays({
    value: "365 days",
    within: ["90 days", "3650 days"],
    limits: ["30 days", "36500 days"],
    meaning: "In how many days half of a point of merit has decayed.",
  }),
  mostPoints: people({
    value: 10,
    within: [1, 100],
    limits: [1, 10_000],
    meaning: "How many points of merit an institution awards at once, at most: a ballot has one.",
  }),
} as const;

/** The provisions of the merit. */
export type MeritProvisions = CountsOf<typeof provisions>;
