import { duration, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  delay: duration({
    value: "2 days",
    within: ["2 days", "30 days"],
    limits: ["1 hour", "30 days"],
    meaning: "How long a decision waits before it takes effect.",
    at: ["timelock"],
  }),
  longDelay: duration({
    value: "7 days",
    within: ["2 days", "30 days"],
    limits: ["1 hour", "30 days"],
    meaning: "How long a decision waits that moves money or is constitutional.",
    at: ["longTimelock"],
  }),
} as const;

/** The timelock's provisions. */
export type TimelockProvisions = CountsOf<typeof provisions>;
