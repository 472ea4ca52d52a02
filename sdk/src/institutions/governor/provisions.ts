import { citizenShare, duration, people, percent, type CountsOf, type Figures } from "../../core/provision-specs";

type Threshold<At extends readonly string[]> = Pick<Figures<At>, "value" | "within" | "at">;

/** A quorum, at its place in the charter. */
/* @__NO_SIDE_EFFECTS__ */
function quorum<const At extends readonly [kind: string, house: "citizens", what: "quorum"]>(
  threshold: Threshold<At> & { readonly at: At },
) {
  return citizenShare({
    ...threshold,
    limits: threshold.within,
    meaning: `In ${threshold.at[0]} decisions: the share of all citizens that must vote for. Abstaining carries nothing. Never fewer than three citizens, or a majority of fewer.`,
  });
}

/** A majority, at its place in the charter. It must be exceeded, so 100 could never be. */
/* @__NO_SIDE_EFFECTS__ */
function majority<const At extends readonly [kind: string, house: "citizens", what: "majority"]>(
  threshold: Threshold<At> & { readonly at: At },
) {
  return percent({
    ...threshold,
    limits: threshold.within,
    meaning: `In ${threshold.at[0]} decisions: the share of for among for and against that must be exceeded.`,
  });
}

export const provisions = {
  votingDelay: duration({
    value: "1 day",
    within: ["1 hour", "5 days"],
    limits: ["1 second", "5 days"],
    meaning: "How long after a proposal its vote opens: always sooner than a new citizen's vote awakes.",
  }),
  votingPeriod: duration({
    value: "5 days",
    within: ["2 days", "30 days"],
    limits: ["1 hour", "90 days"],
    meaning: "How long a vote lasts.",
  }),
  lateExtension: duration({
    value: "1 day",
    within: ["6 hours", "3 days"],
    limits: ["0 seconds", "3 days"],
    meaning: "How long a vote stays open at least after its outcome turned; five times as much in all at most.",
  }),
  secondReadingDelay: duration({
    value: "30 days",
    within: ["14 days", "90 days"],
    limits: ["14 days", "90 days"],
    meaning: "How long after its vote the citizens may vote alone on what the stake house blocked.",
  }),
  proposalThreshold: people({
    value: 1,
    within: [1, 1000],
    limits: [1, 1_000_000],
    meaning: "How many citizens' votes a proposer must have; never more than 2 % of the citizens, or one.",
  }),
  citizenQuorum: quorum({ value: 20, within: [5, 50], at: ["ordinary", "citizens", "quorum"] }),
  citizenMajority: majority({ value: 50, within: [50, 75], at: ["ordinary", "citizens", "majority"] }),
  constitutionalCitizenQuorum: quorum({ value: 40, within: [20, 60], at: ["constitutional", "citizens", "quorum"] }),
  constitutionalCitizenMajority: majority({
    value: 66.66,
    within: [60, 75],
    at: ["constitutional", "citizens", "majority"],
  }),
  stakeObjection: percent({
    value: 10,
    within: [5, 33],
    limits: [5, 33],
    meaning:
      "The share of all stake, or of 1 % of the coin if that is more, with which the stake house blocks a decision, if more of it is against than for, and it comes from at least three citizens.",
  }),
} as const;

/** The governor's provisions. */
export type GovernorProvisions = CountsOf<typeof provisions>;
