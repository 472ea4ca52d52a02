import { native, percent, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  margin: percent({
    value: 10,
    within: [0, 20],
    limits: [0, 20],
    meaning:
      "What a keeper is paid above what the gas of a step cost at the block's base fee: for tips, and for the data of the transaction.",
  }),
  maxReward: native({
    value: "0.02",
    within: ["0.000001", 1],
    limits: ["0.000000001", 1000],
    meaning: "The most that a keeper is paid for one step, in native coin.",
  }),
} as const;

/** The provisions of the upkeep. */
export type UpkeepProvisions = CountsOf<typeof provisions>;
