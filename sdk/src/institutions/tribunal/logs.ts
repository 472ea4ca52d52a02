import { managedRules, provisionRules, type Before, type LogRules, type ReadEvent } from "../../core/log-rules";

type EffectTest = (done: ReadEvent, told: ReadEvent, before: Before) => boolean;

/** The kinds of sanctions that are told elsewhere as well, by their numbers in the contract. */
const [SUSPEND, REVOKE] = [1n, 2n];

/** The ground of a challenge that ends a citizenship only if a sanction says so, and the outcome that sanctions follow. */
const OFFENCE = 3n;
const GRANTED = 5n;

const DAY = 86_400n;

const isOfCitizen = ({ args: done }: ReadEvent, { args: told }: ReadEvent): boolean =>
  done.citizenId === told.citizenId;

const kindOf = (sanction: unknown): bigint => (sanction as { readonly kind: bigint }).kind;

const isBy = ({ args }: ReadEvent, caseId: unknown): boolean => BigInt(String(args.rulingId)) === caseId;

/** By a ruling, which may have ended, or suspended, what the accused holds by now. */
const isSanction =
  (kind: bigint) =>
  (done: ReadEvent, { name, args: told }: ReadEvent): boolean =>
    name === "SanctionCarriedOut" && isBy(done, told.caseId) && kindOf(told.sanction) === kind;

const isCollected =
  (from: "fromStake" | "fromBond") =>
  (done: ReadEvent, told: ReadEvent): boolean =>
    told.name === "FineCollected" && isOfCitizen(done, told) && done.args.amount === told.args[from];

/** Whether a challenge asks that the citizenship ends. */
const asksForTheEnd = ({ name, args: { ground, sanctions } }: ReadEvent): boolean =>
  name === "ChallengeOpened" &&
  (ground !== OFFENCE || [...(sanctions as Iterable<unknown>)].some((one) => kindOf(one) === REVOKE));

/** Whether a challenge was reopened that had ended this very citizenship. */
const isGivenBack = (given: ReadEvent, { name, args: { caseId } }: ReadEvent, { done }: Before): boolean =>
  name === "ChallengeReopened" &&
  done.filter((one) => one.name === "CitizenRevoked" && isBy(one, caseId)).at(-1)?.args.citizenId ===
    given.args.citizenId;

/** Whether a challenge was decided that suspended this very citizen, and is not granted any more. */
const isAcquitted = ({ args: { citizenId } }: ReadEvent, { name, args: told }: ReadEvent, { done }: Before): boolean =>
  name === "ChallengeDecided" &&
  told.outcome !== GRANTED &&
  done.some((one) => one.name === "CitizenSuspended" && one.args.citizenId === citizenId && isBy(one, told.caseId));

/** Whether a suspension ends no later than an earlier one. */
const isNoLonger = ({ args: { until } }: ReadEvent, { done }: Before): boolean =>
  done.some((one) => one.name === "CitizenSuspended" && (until as bigint) <= (one.args.until as bigint));

/** What is left of a suspension, after a part of it was lifted, or with a citizenship that is given back. */
const isRest = (done: ReadEvent, told: ReadEvent, before: Before): boolean =>
  isNoLonger(done, before) &&
  (isGivenBack(done, told, before) || (isAcquitted(done, told, before) && isBy(done, told.args.caseId)));

/** The citizenship keeps whole days. */
const isRecognised = (done: ReadEvent, told: ReadEvent): boolean => {
  if (told.name !== "PersonRecognised" || !isOfCitizen(done, told)) return false;
  const longer = (done.args.until as bigint) - (told.args.until as bigint);
  return longer >= 0n && longer < DAY;
};

const isAny =
  (...those: readonly EffectTest[]): EffectTest =>
  (done, told, before) =>
    those.some((one) => one(done, told, before));

/** Why each event may stand in the tribunal's logs. A challenge goes on by the acts of its parties and by the court's rulings. */
export const logs: LogRules = {
  personal: [
    "ChallengeAnswered",
    "ChallengeDecided",
    "ChallengeOpened",
    "ChallengeReopened",
    "Claimed",
    "Credited",
    "Dispute",
    "Evidence",
    "FineCollected",
    "FineImposed",
    "FineRemitted",
    "MetaEvidence",
    "PersonRecognised",
    "Ruling",
    "SanctionCarriedOut",
    "SanctionFailed",
    "SanctionMoot",
  ],
  effects: {
    BondSlashed: isCollected("fromBond"),
    CitizenKeptAsleep: (done, told, before) =>
      done.args.isKept === true
        ? isOfCitizen(done, told) && asksForTheEnd(told)
        : isGivenBack(done, told, before) || (told.name === "ChallengeDecided" && isOfCitizen(done, told)),
    CitizenReinstated: isAcquitted,
    CitizenRevoked: isSanction(REVOKE),
    CitizenSuspended: isAny(isSanction(SUSPEND), isRecognised, isRest),
    CitizenshipRestored: (done, told, before) =>
      [told.args.caseId, told.args.reopenedAs].some((caseId) => isBy(done, caseId)) && isGivenBack(done, told, before),
    Slashed: isCollected("fromStake"),
  },
  brings: ({ name, args }) => {
    if (name === "PersonRecognised") return ["CitizenSuspended"];
    if (name === "FineCollected")
      return [...(args.fromStake === 0n ? [] : ["Slashed"]), ...(args.fromBond === 0n ? [] : ["BondSlashed"])];
    if (name !== "SanctionCarriedOut") return [];
    const kind = kindOf(args.sanction);
    return kind === SUSPEND ? ["CitizenSuspended"] : kind === REVOKE ? ["CitizenRevoked"] : [];
  },
  decided: { ...managedRules, ...provisionRules },
};
