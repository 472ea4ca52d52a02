import { basisPointsOf, daysOf, scaled, secondsOf, UNLIMITED } from "./quantities";

/** How a charter writes a provision: what kind of quantity it is. */
export type ProvisionKind = "percent" | "duration" | "term" | "native" | "heads";

/** What a charter may say of a provision: its value, or its value with the bounds that no government can leave. */
export type ProvisionInput<value> = value | { value: value; min?: value | undefined; max?: value | undefined };

/** A provision that every nation has, as a charter knows it. */
export interface ProvisionSpec {
  /** The institution that holds it. */
  readonly institution: "citizenship" | "treasury" | "coin" | "stake" | "governor";
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
    case "native":
      return scaled(quantity, 9);
    case "heads":
      return BigInt(quantity);
  }
}
