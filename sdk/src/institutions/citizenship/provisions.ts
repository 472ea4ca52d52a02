import { citizenShare, native, term, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  term: term({
    value: "365 days",
    within: ["90 days", "1095 days"],
    limits: ["90 days", "1095 days"],
    meaning: "How long a new or renewed citizenship lasts, in whole days.",
  }),
  fee: native({
    value: 0,
    within: [0, 1],
    limits: [0, 1000],
    meaning: "What redeeming an admission voucher costs, in the chain's native coin.",
  }),
  monthlyAdmissions: citizenShare({
    value: 10,
    within: [1, 25],
    limits: [1, 25],
    meaning:
      "The most citizens that can be admitted or moved by others in any 30 days, as a share of the citizens before them; one always can.",
  }),
  waitingPeriod: wholeDays({
    value: "30 days",
    within: ["7 days", "90 days"],
    limits: ["7 days", "90 days"],
    meaning: "How long a newcomer's vote sleeps, in whole days. Those of founding citizens do not.",
  }),
} as const;

/** The provisions of citizenship. */
export type CitizenshipProvisions = CountsOf<typeof provisions>;
