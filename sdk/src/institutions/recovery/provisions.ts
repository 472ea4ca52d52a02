import { citizenShare, duration, people, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  wait: duration({
    value: "14 days",
    within: ["7 days", "60 days"],
    limits: ["7 days", "60 days"],
    meaning: "How long a recovery that guardians announced waits, so that the present key can stop it.",
  }),
  waitWithoutGuardians: duration({
    value: "30 days",
    within: ["14 days", "60 days"],
    limits: ["14 days", "60 days"],
    meaning: "How long a recovery waits that the government announced for a citizen without guardians.",
  }),
  guardianDelay: duration({
    value: "14 days",
    within: ["7 days", "60 days"],
    limits: ["7 days", "60 days"],
    meaning: "How long newly chosen guardians wait until they replace the present ones.",
  }),
  pause: duration({
    value: "90 days",
    within: ["30 days", "365 days"],
    limits: ["30 days", "365 days"],
    meaning: "How long no recovery of a citizen can be announced after one that was stopped, refused or completed.",
  }),
  monthlyShare: citizenShare({
    value: 2,
    within: [0, 4],
    limits: [0, 4],
    meaning:
      "The most citizenships without guardians that are recovered in any 30 days, as a share of the citizens; one always can be.",
  }),
  leastGuardians: people({
    value: 2,
    within: [2, 5],
    limits: [2, 5],
    meaning: "The fewest guardians who announce a recovery together, of those who are chosen from now on.",
  }),
} as const;

/** The provisions of the recovery. */
export type RecoveryProvisions = CountsOf<typeof provisions>;
