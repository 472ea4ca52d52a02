import { native, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  fee: native({
    value: 0.002,
    within: [0, 1],
    limits: [0, 100],
    meaning: "What a term of a residency costs, in the chain's native coin. Nobody pays more than was agreed to.",
  }),
  term: wholeDays({
    value: "30 days",
    within: ["1 day", "366 days"],
    limits: ["1 day", "3660 days"],
    meaning: "How long a term of a residency lasts.",
  }),
} as const;

/** The provisions of the residency. */
export type ResidencyProvisions = CountsOf<typeof provisions>;
