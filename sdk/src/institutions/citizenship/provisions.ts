import { native, people, term, type CountsOf } from "../../core/provision-specs";
import { UNLIMITED } from "../../core/quantities";

export const provisions = {
  term: term({
    value: UNLIMITED,
    within: [UNLIMITED, "36500 days"],
    limits: [UNLIMITED, "36500 days"],
    meaning: "How long a new citizenship lasts, in whole days, or unlimited.",
  }),
  fee: native({
    value: 0,
    within: [0, 1],
    limits: [0, 1000],
    meaning: "What redeeming an admission voucher costs, in the chain's native coin.",
  }),
  monthlyAdmissions: people({
    value: 200,
    within: [1, 1_000_000],
    limits: [1, 1_000_000_000],
    meaning: "The most citizens that can be admitted in any window of 30 days.",
  }),
} as const;

/** The provisions of citizenship. */
export type CitizenshipProvisions = CountsOf<typeof provisions>;
