import { percent, wholeCoins, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  round: wholeDays({
    value: "30 days",
    within: ["7 days", "90 days"],
    limits: ["7 days", "90 days"],
    meaning: "How long a round of grants lasts; projects are registered in its first half.",
  }),
  counted: wholeCoins({
    value: 0,
    within: [0, 500_000],
    limits: [0, 500_000],
    meaning: "How much civic coin each citizen can give in a round of grants; 0 for the pot divided by the citizens.",
  }),
  leastPot: wholeCoins({
    value: 100,
    within: [1, 1_000_000],
    limits: [1, 1_000_000_000],
    meaning: "How much civic coin has to be collected before a round of grants is opened.",
  }),
  advance: percent({
    value: 50,
    within: [0, 100],
    limits: [0, 100],
    meaning: "The share of its matching that a project gets before its donors have accepted what it did.",
  }),
  acceptance: percent({
    value: 25,
    within: [5, 50],
    limits: [5, 50],
    meaning: "The share of a project's donors who accept what it did, so that it gets all of its matching.",
  }),
  claimWindow: wholeDays({
    value: "180 days",
    within: ["30 days", "365 days"],
    limits: ["30 days", "365 days"],
    meaning: "How long projects can be accepted and matched after a round; what is left then goes to the treasury.",
  }),
} as const;

/** The provisions of the grants. */
export type GrantsProvisions = CountsOf<typeof provisions>;
