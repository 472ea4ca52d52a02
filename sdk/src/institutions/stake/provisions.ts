import { duration, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  cooldown: duration({
    value: "7 days",
    within: ["1 day", "90 days"],
    limits: ["0 seconds", "365 days"],
    meaning: "How long stake waits between leaving and being withdrawn.",
  }),
} as const;

/** The provisions of stake. */
export type StakeProvisions = CountsOf<typeof provisions>;
