import { basisPointsOf, daysOf, scaled, secondsOf, UNLIMITED } from "./quantities";

/** How a charter writes a provision: what kind of quantity it is. */
export type ProvisionKind = "percent" | "duration" | "term" | "days" | "native" | "coins" | "heads";

/** What a charter may say of a provision: its value, or its value with the bounds that no government can leave. */
export type ProvisionInput<value> = value | { value: value; min?: value | undefined; max?: value | undefined };

/** A provision that every nation has, as a charter knows it. */
export interface ProvisionSpec {
  /** The institution that holds it. */
  readonly institution: "citizenship" | "treasury" | "coin" | "stake" | "governor" | "juryRoll" | "court" | "tribunal";
  /** Its key on chain. */
  readonly key: string;
  /** Where it stands in the charter. */
  readonly path: readonly string[];
  readonly kind: ProvisionKind;
  /** What it means, for editors. */
  readonly meaning: string;
  /** What applies when the charter is silent, in the charter's units. */
  readonly defaults: { readonly value: number | string; readonly min: number | string; readonly max: number | string };
  /** The widest bounds that a charter can choose. */
  readonly limits: { readonly min: number | string; readonly max: number | string };
}

type Bounds = readonly [min: number | string, max: number | string];

const spec =
  (institution: ProvisionSpec["institution"], section: string) =>
  (
    key: string,
    kind: ProvisionKind,
    value: number | string,
    [min, max]: Bounds,
    limits: Bounds,
    meaning: string,
    path: readonly string[] = [section, key],
  ): ProvisionSpec => ({
    institution,
    key,
    path,
    kind,
    meaning,
    defaults: { value, min, max },
    limits: { min: limits[0], max: limits[1] },
  });

const citizenship = spec("citizenship", "citizenship");
const coin = spec("coin", "coin");
const stake = spec("stake", "stake");
const treasury = spec("treasury", "treasury");
const government = spec("governor", "government");

/** A quorum, a majority: value, default bounds, widest bounds. A majority must be exceeded, so 100 could never be. */
type Threshold = readonly [value: number, bounds: Bounds];

const houses = {
  citizens: ["citizen", "citizens"],
  stake: ["stake", "the coin at stake"],
} as const;

const thresholds = (
  kind: "ordinary" | "constitutional",
  figures: Record<keyof typeof houses, Record<"quorum" | "majority", Threshold>>,
) =>
  (["citizens", "stake"] as const).flatMap((house) =>
    (["quorum", "majority"] as const).map((what) => {
      const [prefix, electorate] = houses[house];
      const [value, bounds] = figures[house][what];
      const key = `${prefix}${what === "quorum" ? "Quorum" : "Majority"}`;
      const meaning =
        what === "quorum"
          ? `In ${kind} decisions: the share of all ${electorate} that must vote for or abstain.`
          : `In ${kind} decisions: the share of for among for and against, of ${electorate}, that must be exceeded; 0: no say.`;
      return government(
        kind === "ordinary" ? key : `constitutional${key[0].toUpperCase()}${key.slice(1)}`,
        "percent",
        value,
        bounds,
        [0, what === "quorum" ? 100 : 95],
        meaning,
        ["government", kind, house, what],
      );
    }),
  );

const juryRoll = spec("juryRoll", "justice");
const court = spec("court", "justice");
const tribunal = spec("tribunal", "justice");

/** What a phase of a case lasts: value, default bounds, and how short the charter can make it. */
type Period = readonly [value: string, bounds: Bounds, least: string];

const lanes = {
  general: "In the general lane",
  fast: "In the fast lane, for small cases",
} as const;

const lane = (
  name: keyof typeof lanes,
  terms: Record<"evidencePeriod" | "commitPeriod" | "revealPeriod" | "appealPeriod", Period> & {
    readonly seatFee: readonly [value: number, bounds: Bounds];
  },
): ProvisionSpec[] => {
  const meanings = {
    evidencePeriod: "how long everyone is heard before a panel is drawn",
    commitPeriod: "how long jurors have to hand in their sealed votes",
    revealPeriod: "how long jurors have to reveal their votes",
    appealPeriod: "how long a ruling can be appealed against: half as long for the side that it is against",
    seatFee: "what each seat of a panel costs who brings the case or appeals, in the chain's native coin",
  } as const;
  const keyOf = (key: string) => (name === "general" ? key : `fast${key[0].toUpperCase()}${key.slice(1)}`);
  const sentence = (key: keyof typeof meanings) => `${lanes[name]}, ${meanings[key]}.`;
  const path = (key: string) => ["justice", "court", name, key];
  const { seatFee, ...periods } = terms;
  return [
    ...(Object.entries(periods) as [keyof typeof periods, Period][]).map(([key, [value, bounds, least]]) =>
      court(keyOf(key), "duration", value, bounds, [least, "365 days"], sentence(key), path(key)),
    ),
    court(
      keyOf("seatFee"),
      "native",
      seatFee[0],
      seatFee[1],
      ["0.000000001", 1000],
      sentence("seatFee"),
      path("seatFee"),
    ),
  ];
};

/**
 * The ONE list of provisions: institution by institution, in the order in which its contract declares them.
 * The charter's schema, its defaults, the founding and the verification all read it.
 */
export const provisionSpecs: readonly ProvisionSpec[] = [
  citizenship(
    "term",
    "term",
    UNLIMITED,
    [UNLIMITED, "36500 days"],
    [UNLIMITED, "36500 days"],
    "How long a new citizenship lasts, in whole days, or unlimited.",
  ),
  citizenship(
    "fee",
    "native",
    0,
    [0, 1],
    [0, 1000],
    "What redeeming an admission voucher costs, in the chain's native coin.",
  ),
  citizenship(
    "monthlyAdmissions",
    "heads",
    200,
    [1, 1_000_000],
    [1, 1_000_000_000],
    "The most citizens that can be admitted in any window of 30 days.",
  ),
  treasury(
    "outflow",
    "percent",
    25,
    [1, 100],
    [0, 100],
    "The share of each asset that may leave the treasury within 30 days.",
  ),
  coin("taxRate", "percent", 1, [0, 10], [0, 20], "The share of each transfer that goes to the treasury."),
  coin(
    "yearlyMint",
    "percent",
    2,
    [0, 10],
    [0, 100],
    "The share of the supply that the government may mint within a year.",
  ),
  stake(
    "cooldown",
    "duration",
    "7 days",
    ["1 day", "90 days"],
    ["0 seconds", "365 days"],
    "How long stake waits between leaving and being withdrawn.",
  ),
  government(
    "votingDelay",
    "duration",
    "1 day",
    ["1 hour", "30 days"],
    ["1 second", "60 days"],
    "How long after a proposal its vote opens.",
  ),
  government(
    "votingPeriod",
    "duration",
    "5 days",
    ["1 day", "60 days"],
    ["1 hour", "90 days"],
    "How long a vote lasts.",
  ),
  government(
    "lateQuorumExtension",
    "duration",
    "1 day",
    ["0 seconds", "14 days"],
    ["0 seconds", "22 days"],
    "How long a vote stays open at least after its quorum is reached.",
  ),
  government(
    "proposalThreshold",
    "heads",
    1,
    [1, 1000],
    [1, 1_000_000],
    "How many citizens' votes a proposer must have.",
  ),
  ...thresholds("ordinary", {
    citizens: { quorum: [20, [1, 60]], majority: [50, [50, 75]] },
    stake: { quorum: [10, [0, 60]], majority: [50, [0, 75]] },
  }),
  ...thresholds("constitutional", {
    citizens: { quorum: [40, [5, 75]], majority: [66.66, [50, 90]] },
    stake: { quorum: [20, [0, 75]], majority: [60, [0, 90]] },
  }),
  juryRoll(
    "bond",
    "coins",
    50,
    [0, 100_000],
    [0, 1_000_000_000],
    "What a citizen gives as a bond to be on the jury roll, in whole coins; it comes back with the end of the last duty.",
    ["justice", "juryRoll", "bond"],
  ),
  juryRoll(
    "citizenDays",
    "days",
    // A nation's first case must find jurors: nobody has been a citizen for long on the first day.
    "0 days",
    ["0 days", "365 days"],
    ["0 days", "3650 days"],
    "How many whole days somebody must have been a citizen to enter the jury roll.",
    ["justice", "juryRoll", "citizenDays"],
  ),
  juryRoll(
    "rest",
    "duration",
    "7 days",
    ["0 seconds", "365 days"],
    ["0 seconds", "3650 days"],
    "How long a juror is not drawn again after a duty.",
    ["justice", "juryRoll", "rest"],
  ),
  juryRoll(
    "noShowPenalty",
    "percent",
    25,
    [0, 100],
    [0, 100],
    "The share of the bond that goes to the treasury when a juror does not vote.",
    ["justice", "juryRoll", "noShowPenalty"],
  ),
  // Whoever is accused is heard in the general lane: no charter can make that shorter than a day.
  ...lane("general", {
    evidencePeriod: ["3 days", ["1 day", "60 days"], "1 day"],
    commitPeriod: ["2 days", ["6 hours", "30 days"], "1 minute"],
    revealPeriod: ["2 days", ["6 hours", "30 days"], "1 minute"],
    appealPeriod: ["4 days", ["1 day", "60 days"], "1 minute"],
    seatFee: [0.001, ["0.000001", 1]],
  }),
  ...lane("fast", {
    evidencePeriod: ["1 day", ["1 hour", "14 days"], "1 minute"],
    commitPeriod: ["1 day", ["1 hour", "14 days"], "1 minute"],
    revealPeriod: ["1 day", ["1 hour", "14 days"], "1 minute"],
    appealPeriod: ["2 days", ["2 hours", "14 days"], "1 minute"],
    seatFee: [0.0005, ["0.000001", 1]],
  }),
  court(
    "panelQuorum",
    "percent",
    50,
    [30, 100],
    [1, 100],
    "The share of a panel that must vote, or another one is drawn.",
    ["justice", "court", "panelQuorum"],
  ),
  court(
    "plenaryPeriod",
    "duration",
    "7 days",
    ["1 day", "60 days"],
    ["1 minute", "365 days"],
    "How long all citizens can vote in the plenary, the last appeal.",
    ["justice", "court", "plenaryPeriod"],
  ),
  court(
    "plenaryQuorum",
    "percent",
    20,
    [1, 60],
    [1, 100],
    "The share of all citizens that must vote in the plenary; with fewer the ruling before it stands.",
    ["justice", "court", "plenaryQuorum"],
  ),
  tribunal(
    "challengeBond",
    "native",
    0.01,
    [0, 10],
    [0, 1000],
    "What whoever challenges a citizenship risks beside the court's cost, in the chain's native coin: it goes to the accused if the court dismisses the challenge.",
    ["justice", "tribunal", "challengeBond"],
  ),
  tribunal(
    "coolOff",
    "duration",
    "180 days",
    ["1 day", "1095 days"],
    ["0 seconds", "3650 days"],
    "How long a citizen who was challenged cannot be challenged on the same ground again.",
    ["justice", "tribunal", "coolOff"],
  ),
  tribunal(
    "maxFine",
    "coins",
    500,
    [0, 1_000_000],
    [0, 1_000_000_000],
    "The highest fine for an offence, in whole coins.",
    ["justice", "tribunal", "maxFine"],
  ),
  tribunal(
    "maxSuspension",
    "duration",
    "180 days",
    ["1 day", "1095 days"],
    ["1 second", "3650 days"],
    "The longest suspension for an offence.",
    ["justice", "tribunal", "maxSuspension"],
  ),
];

/** What a provision's quantity is on chain, in the provision's unit. The charter has been checked. */
export function onChain(kind: ProvisionKind, quantity: number | string): bigint {
  switch (kind) {
    case "percent":
      return basisPointsOf(quantity as number);
    case "duration":
      return secondsOf(quantity as string);
    case "term":
      return daysOf(quantity as string)!;
    case "days":
      return daysOf(quantity as string)!;
    case "native":
      return scaled(quantity, 9);
    case "coins":
    case "heads":
      return BigInt(quantity);
  }
}
