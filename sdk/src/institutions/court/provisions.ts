import { citizenShare, duration, native, percent, type CountsOf, type Figures } from "../../core/provision-specs";

const tracks = {
  general: "In the general track",
  fast: "In the fast track, for small cases",
} as const;

const meanings = {
  evidencePeriod: "how long everyone is heard before a panel is drawn",
  commitPeriod: "how long jurors have to hand in their sealed votes",
  revealPeriod: "how long jurors have to reveal their votes",
  appealPeriod: "how long a ruling can be appealed against: half as long for the side that it is against",
  seatFee: "what each seat of a panel costs who brings the case or appeals, in the chain's native coin",
} as const;

type Place = readonly [track: keyof typeof tracks, what: keyof typeof meanings];

const sentence = ([track, what]: Place): string => `${tracks[track]}, ${meanings[what]}.`;

/** How long a phase of a case lasts, and how short the charter can make it. */
/* @__NO_SIDE_EFFECTS__ */
function period<const At extends Place>(figures: {
  readonly at: At;
  readonly value: string;
  readonly within: Figures["within"];
  readonly least: string;
}) {
  const { at, value, within, least } = figures;
  return duration({ at, value, within, limits: [least, "365 days"], meaning: sentence(at) });
}

/** What a seat costs. */
/* @__NO_SIDE_EFFECTS__ */
function seatFee<const At extends Place>({ at, value }: { readonly at: At; readonly value: number }) {
  return native({ at, value, within: ["0.000001", 1], limits: ["0.000000001", 1000], meaning: sentence(at) });
}

export const provisions = {
  // Whoever is accused is heard in the general track: no charter can make that shorter than a day.
  evidencePeriod: period({
    value: "3 days",
    within: ["1 day", "60 days"],
    least: "1 day",
    at: ["general", "evidencePeriod"],
  }),
  commitPeriod: period({
    value: "2 days",
    within: ["6 hours", "30 days"],
    least: "1 minute",
    at: ["general", "commitPeriod"],
  }),
  revealPeriod: period({
    value: "2 days",
    within: ["6 hours", "30 days"],
    least: "1 minute",
    at: ["general", "revealPeriod"],
  }),
  appealPeriod: period({
    value: "4 days",
    within: ["1 day", "60 days"],
    least: "1 minute",
    at: ["general", "appealPeriod"],
  }),
  seatFee: seatFee({ value: 0.001, at: ["general", "seatFee"] }),
  fastEvidencePeriod: period({
    value: "1 day",
    within: ["1 hour", "14 days"],
    least: "1 minute",
    at: ["fast", "evidencePeriod"],
  }),
  fastCommitPeriod: period({
    value: "1 day",
    within: ["1 hour", "14 days"],
    least: "1 minute",
    at: ["fast", "commitPeriod"],
  }),
  fastRevealPeriod: period({
    value: "1 day",
    within: ["1 hour", "14 days"],
    least: "1 minute",
    at: ["fast", "revealPeriod"],
  }),
  fastAppealPeriod: period({
    value: "2 days",
    within: ["2 hours", "14 days"],
    least: "1 minute",
    at: ["fast", "appealPeriod"],
  }),
  fastSeatFee: seatFee({ value: 0.0005, at: ["fast", "seatFee"] }),
  panelQuorum: percent({
    value: 50,
    within: [50, 100],
    limits: [50, 100],
    meaning: "The share of a panel that must vote, or another one is drawn.",
  }),
  plenaryPeriod: duration({
    value: "7 days",
    within: ["1 day", "60 days"],
    limits: ["1 minute", "365 days"],
    meaning: "How long all citizens can vote in the plenary, the last appeal.",
  }),
  plenaryQuorum: citizenShare({
    value: 20,
    within: [1, 60],
    limits: [1, 100],
    meaning:
      "The share of all citizens that must vote in the plenary, and three at least; with fewer the ruling before it stands.",
  }),
} as const;

/** The court's provisions. */
export type CourtProvisions = CountsOf<typeof provisions>;
