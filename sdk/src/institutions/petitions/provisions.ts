import { citizenShare, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  threshold: citizenShare({
    value: 4,
    within: [2, 10],
    limits: [2, 10],
    meaning:
      "The share of the citizens who must sign a petition; three at least, or a majority of fewer than five, and 2,000 at most.",
  }),
  secondVote: wholeDays({
    value: "7 days",
    within: ["3 days", "14 days"],
    limits: ["3 days", "20 days"],
    meaning: "How long the second vote on what a petition held back lasts beyond the end of its wait.",
  }),
} as const;

/** The provisions of the petitions. */
export type PetitionsProvisions = CountsOf<typeof provisions>;
