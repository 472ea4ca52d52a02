import { duration, percent, wholeCoins, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  bond: wholeCoins({
    // Nobody is kept from judging by what they own, unless a charter says so.
    value: 0,
    within: [0, 100_000],
    limits: [0, 1_000_000_000],
    meaning:
      "What a citizen gives as a bond to be on the jury roll, in whole coins; it comes back with the end of the last duty. It is at most the hundredth part of what citizens hold on average.",
  }),
  citizenDays: wholeDays({
    // A nation's first case must find jurors: nobody has been a citizen for long on the first day.
    value: "0 days",
    within: ["0 days", "365 days"],
    limits: ["0 days", "365 days"],
    meaning: "How many whole days somebody must have been a citizen to enter the jury roll.",
  }),
  noShowPenalty: percent({
    value: 25,
    within: [0, 100],
    limits: [0, 100],
    meaning: "The share of the bond that goes to the treasury when a juror does not vote.",
  }),
  minimumStay: duration({
    value: "30 days",
    within: ["0 seconds", "90 days"],
    limits: ["0 seconds", "90 days"],
    meaning: "How long a juror stays on the roll at least, so that nobody enrols for one draw.",
  }),
} as const;

/** The jury roll's provisions. */
export type JuryRollProvisions = CountsOf<typeof provisions>;
