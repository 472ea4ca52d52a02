import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { toKey } from "../../core/keys";
import type { Page, PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import type { Moment } from "../../core/units";
import { writer, type ReceiptEvents, type Write } from "../../core/write";
import { Merit__factory, type Merit } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { caseId as caseUnit, type CaseId } from "../court/units";
import { meritEventUnits, type MeritEventUnits } from "./events";
import { listPoints, offencesOf, type MeritQuery } from "./lists";
import type { MeritProvisions } from "./provisions";
import { pointsFrom, referenceKey } from "./references";
import type { CastBallot, DueMerit, JuryRound, MeritEntry, MeritOffence, MeritPoints, MeritRecord } from "./types";
import { merit as meritUnit, type Merit as MeritSum } from "./units";

export type { MeritQuery } from "./lists";

/** A citizen whom a reading is about. */
interface OfCitizen {
  readonly citizenId: CitizenId;
}

/** What recording came to: what was recorded before is left out. */
interface Recorded {
  readonly points: readonly MeritPoints[];
}

/** The merit of a nation. */
export interface MeritClient extends ProvisionActions<MeritProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Merit;
  readonly events: Events<Merit, MeritEventUnits>;

  /** What the ledger says of a citizen now. */
  record(parameters: OfCitizen): Promise<MeritRecord>;
  /**
   * What was left of a citizen's points at a past moment, of those that were recorded by then.
   *
   * @throws RevertError if the moment is not past.
   */
  past(parameters: OfCitizen & { at: Moment }): Promise<MeritSum>;
  /** What is left now of points of a date. */
  left(parameters: { points: number; earnedAt: Moment }): Promise<MeritSum>;
  /** The entries of the ledger, the newest first: where every point came from. */
  list(query?: MeritQuery & PageQuery): Promise<Page<MeritEntry>>;
  /** The offences of a person, the oldest first, also of earlier citizenships. */
  offences(parameters: OfCitizen): Promise<MeritOffence[]>;
  /** What can be recorded for a citizen now, of the newest proposals, cases and attestations. */
  due(parameters: OfCitizen): Promise<DueMerit>;

  /**
   * Records points for ballots: one in each period of 30 days. Anyone's.
   *
   * @example
   * const { ballots } = await nation.merit.due({ citizenId });
   * await nation.merit.recordBallots.wait({ ballots });
   */
  readonly recordBallots: Write<{ readonly ballots: readonly CastBallot[] }, Recorded, bigint>;
  /** Records points of everybody who revealed a vote in these rounds. Anyone's. */
  readonly recordDuties: Write<{ readonly rounds: readonly JuryRound[] }, Recorded, bigint>;
  /** Records points of the validators of settled admissions, and takes back those of false ones. Anyone's. */
  readonly recordAttestations: Write<
    { readonly applicationIds: readonly string[] },
    Recorded & { readonly takenBack: readonly MeritPoints[] },
    bigint
  >;
  /** Puts offences beside the sums of those whom final rulings found guilty. Anyone's. */
  readonly recordOffences: Write<
    { readonly caseIds: readonly CaseId[] },
    { readonly offences: readonly { readonly citizenId: CitizenId; readonly caseId: CaseId }[] },
    bigint
  >;
  /** Awards points. An institution's that the government named. */
  readonly award: Write<
    OfCitizen & { readonly cause: string; readonly referenceId: bigint | string; readonly points: number },
    MeritPoints
  >;
}

/**
 * The merit of a nation: `connect()` calls this.
 *
 * @example
 * const { sum, offences } = await nation.merit.record({ citizenId });
 */
export function meritClient(connection: Connection): MeritClient {
  const address = addressOf(connection, "merit");
  const { runner } = connection;
  const contract = Merit__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const recorded = ({ all }: ReceiptEvents<Merit>): Recorded => ({
    points: all("PointsEarned").map((raw) => pointsFrom(raw, false)),
  });

  return {
    address,
    contract,
    events: eventsOf(contract, connection, meritEventUnits),
    ...provisionActions<MeritProvisions>(address, runner),

    record: ({ citizenId }) =>
      withNationErrors(async () => {
        const { sum, ballots, duties, attestations, awarded, offences } = await contract.recordOf(citizenId);
        return {
          sum: meritUnit.from(sum),
          points: {
            ballots: Number(ballots),
            duties: Number(duties),
            attestations: Number(attestations),
            awarded: Number(awarded),
          },
          offences: Number(offences),
        };
      }),
    past: ({ citizenId, at }) =>
      withNationErrors(async () => meritUnit.from(await contract.pastMeritOf(citizenId, at))),
    left: ({ points, earnedAt }) =>
      withNationErrors(async () => meritUnit.from(await contract.leftOf(points, earnedAt))),
    list: (query = {}) => withNationErrors(() => listPoints(connection, query)),
    offences: ({ citizenId }) => withNationErrors(() => offencesOf(connection, citizenId)),
    due: ({ citizenId }) => withNationErrors(async () => (await import("./due")).meritDueTo(connection, citizenId)),

    recordBallots: write(contract.recordBallots, {
      args: ({ ballots }) => [[...ballots]],
      result: recorded,
    }),
    recordDuties: write(contract.recordDuties, {
      args: ({ rounds }) => [[...rounds]],
      result: recorded,
    }),
    recordAttestations: write(contract.recordAttestations, {
      args: ({ applicationIds }) => [[...applicationIds]],
      result: (events) => ({
        ...recorded(events),
        takenBack: events.all("PointsTakenBack").map((raw) => pointsFrom(raw, false)),
      }),
    }),
    recordOffences: write(contract.recordOffences, {
      args: ({ caseIds }) => [[...caseIds]],
      result: ({ all }) => ({
        offences: all("OffenceRecorded").map(({ citizenId, caseId }) => ({
          citizenId: citizenUnit.from(citizenId),
          caseId: caseUnit.from(caseId),
        })),
      }),
    }),
    award: write(contract.award, {
      args: ({ citizenId, cause, referenceId, points }) => [citizenId, toKey(cause), referenceKey(referenceId), points],
      result: ({ get }) => pointsFrom(get("PointsAwarded"), true),
    }),
  };
}
