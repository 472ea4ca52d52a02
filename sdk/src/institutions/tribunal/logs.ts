import { managedRules, provisionRules, type LogRules, type ReadEvent } from "../../core/log-rules";

/** The kinds of sanctions that are told elsewhere as well, by their numbers in the contract. */
const [SUSPEND, REVOKE] = [1n, 2n];

const isOfCitizen = ({ args: done }: ReadEvent, { args: told }: ReadEvent): boolean =>
  done.citizenId === told.citizenId;

/** By a ruling, which may have ended, or suspended, what the accused holds by now. */
const isSanction =
  (kind: bigint) =>
  ({ args: done }: ReadEvent, { name, args: told }: ReadEvent): boolean =>
    name === "SanctionCarriedOut" &&
    BigInt(String(done.rulingId)) === told.caseId &&
    (told.sanction as { readonly kind: bigint }).kind === kind;

const isCollected =
  (from: "fromStake" | "fromBond") =>
  (done: ReadEvent, told: ReadEvent): boolean =>
    told.name === "FineCollected" && isOfCitizen(done, told) && done.args.amount === told.args[from];

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
    CitizenKeptAsleep: (done, told) =>
      ["ChallengeOpened", "ChallengeReopened"].includes(told.name) && isOfCitizen(done, told),
    CitizenRevoked: isSanction(REVOKE),
    CitizenSuspended: (done, told) =>
      isSanction(SUSPEND)(done, told) || (told.name === "PersonRecognised" && isOfCitizen(done, told)),
    CitizenshipRestored: ({ args: done }, { name, args: told }) =>
      name === "ChallengeReopened" && [told.caseId, told.reopenedAs].includes(BigInt(String(done.rulingId))),
    Slashed: isCollected("fromStake"),
  },
  decided: { ...managedRules, ...provisionRules },
};
