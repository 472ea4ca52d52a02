import { duration, percent, wholeCoins, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  bond: wholeCoins({
    value: 50,
    within: [0, 100_000],
    limits: [0, 1_000_000_000],
    meaning:
      "What a citizen gives as a bond to be on the jury roll, in whole coins; it comes back with the end of the last duty.",
  }),
  citizenDays: wholeDays({
    // A nation's first case must find jurors: nobody has been a citizen for long on the first day.
    value: "0 days",
    within: ["0 days", "365 days"],
    limits: ["0 days", "3650 days"],
    meaning: "How many whole days somebody must have been a citizen to enter the jury roll.",
  }),
  rest: duration({
    value: "7 days",
    within: ["0 seconds", "365 days"],
    limits: ["0 seconds", "3650 days"],
    meaning: "How long a juror is not drawn again after a duty.",
  }),
  noShowPenalty: percent({
    value: 25,
    within: [0, 100],
    limits: [0, 100],
    meaning: "The share of the bond that goes to the treasury when a juror does not vote.",
  }),
} as const;

/** The jury roll's provisions. */
export type JuryRollProvisions = CountsOf<typeof provisions>;
