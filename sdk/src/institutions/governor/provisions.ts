import { duration, people, percent, type CountsOf, type Figures } from "../../core/provision-specs";

type Threshold<At extends readonly string[]> = Pick<Figures<At>, "value" | "within" | "at">;

const houses = { citizens: "citizens", stake: "the coin at stake" } as const;

/** A quorum, at its place in the charter. */
/* @__NO_SIDE_EFFECTS__ */
function quorum<const At extends readonly [kind: string, house: keyof typeof houses, what: "quorum"]>(
  threshold: Threshold<At> & { readonly at: At },
) {
  return percent({
    ...threshold,
    limits: [0, 100],
    meaning: `In ${threshold.at[0]} decisions: the share of all ${houses[threshold.at[1]]} that must vote for or abstain.`,
  });
}

/** A majority, at its place in the charter. It must be exceeded, so 100 could never be. */
/* @__NO_SIDE_EFFECTS__ */
function majority<const At extends readonly [kind: string, house: keyof typeof houses, what: "majority"]>(
  threshold: Threshold<At> & { readonly at: At },
) {
  return percent({
    ...threshold,
    limits: [0, 95],
    meaning: `In ${threshold.at[0]} decisions: the share of for among for and against, of ${houses[threshold.at[1]]}, that must be exceeded; 0: no say.`,
  });
}

export const provisions = {
  votingDelay: duration({
    value: "1 day",
    within: ["1 hour", "30 days"],
    limits: ["1 second", "60 days"],
    meaning: "How long after a proposal its vote opens.",
  }),
  votingPeriod: duration({
    value: "5 days",
    within: ["1 day", "60 days"],
    limits: ["1 hour", "90 days"],
    meaning: "How long a vote lasts.",
  }),
  lateQuorumExtension: duration({
    value: "1 day",
    within: ["0 seconds", "14 days"],
    limits: ["0 seconds", "22 days"],
    meaning: "How long a vote stays open at least after its quorum is reached.",
  }),
  proposalThreshold: people({
    value: 1,
    within: [1, 1000],
    limits: [1, 1_000_000],
    meaning: "How many citizens' votes a proposer must have.",
  }),
  citizenQuorum: quorum({ value: 20, within: [1, 60], at: ["ordinary", "citizens", "quorum"] }),
  citizenMajority: majority({ value: 50, within: [50, 75], at: ["ordinary", "citizens", "majority"] }),
  stakeQuorum: quorum({ value: 10, within: [0, 60], at: ["ordinary", "stake", "quorum"] }),
  stakeMajority: majority({ value: 50, within: [0, 75], at: ["ordinary", "stake", "majority"] }),
  constitutionalCitizenQuorum: quorum({ value: 40, within: [5, 75], at: ["constitutional", "citizens", "quorum"] }),
  constitutionalCitizenMajority: majority({
    value: 66.66,
    within: [50, 90],
    at: ["constitutional", "citizens", "majority"],
  }),
  constitutionalStakeQuorum: quorum({ value: 20, within: [0, 75], at: ["constitutional", "stake", "quorum"] }),
  constitutionalStakeMajority: majority({ value: 60, within: [0, 90], at: ["constitutional", "stake", "majority"] }),
} as const;

/** The governor's provisions. Majorities and quorums are of the house in their name; `0` of both gives it no say. */
export type GovernorProvisions = CountsOf<typeof provisions>;
