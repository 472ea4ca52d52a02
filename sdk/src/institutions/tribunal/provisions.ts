import { citizenShare, duration, native, wholeCoins, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  challengeBond: native({
    value: 0.01,
    within: [0, 10],
    limits: [0, 1000],
    meaning:
      "What whoever challenges a citizenship risks beside the court's cost, in the chain's native coin: it goes to the accused if the court dismisses the challenge.",
  }),
  coolOff: duration({
    value: "180 days",
    within: ["1 day", "1095 days"],
    limits: ["0 seconds", "3650 days"],
    meaning: "How long a citizen who was challenged cannot be challenged on the same ground again.",
  }),
  maxFine: wholeCoins({
    value: 500,
    within: [0, 1_000_000],
    limits: [0, 1_000_000_000],
    meaning: "The highest fine for an offence, in whole coins.",
  }),
  maxSuspension: duration({
    value: "180 days",
    within: ["1 day", "1095 days"],
    limits: ["1 second", "3650 days"],
    meaning: "The longest suspension for an offence.",
  }),
  monthlyEndings: citizenShare({
    value: 2,
    within: [1, 5],
    limits: [1, 5],
    meaning:
      "The most citizenships that rulings can end in any 30 days, as a share of the citizens; one always can. Later ones wait in line.",
  }),
} as const;

/** The tribunal's provisions. */
export type TribunalProvisions = CountsOf<typeof provisions>;
